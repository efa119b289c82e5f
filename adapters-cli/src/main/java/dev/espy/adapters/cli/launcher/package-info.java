/**
 * The part of the launcher {@code espy} that is written in Java: {@link
 * dev.espy.adapters.cli.launcher.Builds} makes the copies of the program that are run, {@link
 * dev.espy.adapters.cli.launcher.RunningBuild} keeps one from being removed while it is in use.
 */
@NullMarked
package dev.espy.adapters.cli.launcher;

import org.jspecify.annotations.NullMarked;
