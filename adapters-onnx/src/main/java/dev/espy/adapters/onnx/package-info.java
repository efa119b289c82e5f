/** TODO. */
@NullMarked
package dev.espy.adapters.onnx;

import org.jspecify.annotations.NullMarked;
