/**
 * {@code espy demo}: {@link dev.espy.adapters.cli.demo.DemoCommand} finds images, writes them as
 * people have them, and runs the main commands on them as if they were typed. The images come from
 * {@link dev.espy.adapters.cli.demo.FashionMnist} or, where that cannot be had, from {@link
 * dev.espy.adapters.cli.demo.DrawnShapes}. {@link dev.espy.adapters.cli.demo.RehearsalCommand} runs
 * the commands for the launcher's sake.
 */
@NullMarked
package dev.espy.adapters.cli.demo;

import org.jspecify.annotations.NullMarked;
