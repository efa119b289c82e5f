/**
 * {@code espy demo}: {@link dev.espy.adapters.cli.demo.DemoCommand} finds images, writes them as a
 * data set, and runs the main commands on it. The images come from {@link
 * dev.espy.adapters.cli.demo.FashionMnist} or, where that is unavailable, from {@link
 * dev.espy.adapters.cli.demo.DrawnShapes}. {@link
 * dev.espy.adapters.cli.demo.ClassDataSharingWarmup} is hidden: the launcher calls it to record the
 * classes that the commands load.
 */
@NullMarked
package dev.espy.adapters.cli.demo;

import org.jspecify.annotations.NullMarked;
