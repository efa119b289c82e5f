/** Stand-ins for what is outside, for tests: each passes its port's contract. */
@NullMarked
package dev.espy.domain.fake;

import org.jspecify.annotations.NullMarked;
