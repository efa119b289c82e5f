/** The use cases, on the domain's ports alone. */
@NullMarked
package dev.espy.application;

import org.jspecify.annotations.NullMarked;
