/** The commands and the code of the README, compiled and run. */
@NullMarked
package dev.espy.readme;

import org.jspecify.annotations.NullMarked;
