/** What stands in for the outside in tests: each fake passes the contract of its port. */
@NullMarked
package dev.espy.domain.fake;

import org.jspecify.annotations.NullMarked;
