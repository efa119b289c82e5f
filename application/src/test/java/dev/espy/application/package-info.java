/** The use cases on fakes of their ports. */
@NullMarked
package dev.espy.application;

import org.jspecify.annotations.NullMarked;
