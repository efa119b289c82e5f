/** What the README says, compiled and run. */
@NullMarked
package dev.espy.readme;

import org.jspecify.annotations.NullMarked;
