/**
 * MNIST-style idx files as data sets. {@link dev.espy.adapters.idx.IdxFiles} reads a pair of files,
 * {@code IdxDataSet} gives their images.
 */
@NullMarked
package dev.espy.adapters.idx;

import org.jspecify.annotations.NullMarked;
