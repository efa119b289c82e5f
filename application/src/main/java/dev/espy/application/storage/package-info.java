/**
 * For adapters that keep files: {@link dev.espy.application.storage.AtomicFile}, so that nothing is
 * ever half written.
 */
@NullMarked
package dev.espy.application.storage;

import org.jspecify.annotations.NullMarked;
