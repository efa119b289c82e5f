/**
 * The command line.
 *
 * <p>{@link dev.espy.adapters.cli.wiring.Main} starts; {@link dev.espy.adapters.cli.wiring} puts
 * the adapters together. Each command is a class named for it; what several share are the mixins
 * {@link dev.espy.adapters.cli.DataOptions} and {@link dev.espy.adapters.cli.CommonOptions}. What
 * {@code train} and {@code tune} do is laid over one another by {@link
 * dev.espy.adapters.cli.NetworkChoice}: what is typed, a {@link dev.espy.adapters.cli.ConfigFile},
 * and one of the {@link dev.espy.adapters.cli.Presets}, which are such files, too. What a person
 * sees while waiting comes from {@link dev.espy.adapters.cli.Progress}, what a machine reads from
 * {@link dev.espy.adapters.cli.Documents}, what is counted from {@link
 * dev.espy.adapters.cli.Metrics}. {@link dev.espy.adapters.cli.Engines} are had for a device; what
 * they need for that, and how they stand, is an {@link dev.espy.adapters.cli.Installation}, of
 * which {@code doctor} makes a {@link dev.espy.adapters.cli.Diagnosis}. Failures become messages
 * and exit statuses in {@link dev.espy.adapters.cli.Failures}.
 */
@NullMarked
package dev.espy.adapters.cli;

import org.jspecify.annotations.NullMarked;
