/**
 * The Java part of the launcher {@code espy}: {@link dev.espy.adapters.cli.launcher.Builds} makes
 * the copies of the program that are run, and {@link dev.espy.adapters.cli.launcher.RunningBuild}
 * keeps a copy from being removed while it is in use.
 */
@NullMarked
package dev.espy.adapters.cli.launcher;

import org.jspecify.annotations.NullMarked;
