/** The contracts of the ports: abstract tests that every adapter and every fake extends. */
@NullMarked
package dev.espy.domain.port;

import org.jspecify.annotations.NullMarked;
