/**
 * Listing runs: {@link dev.espy.application.runs.ListRuns} finds the run folders in a folder and
 * gives a {@link dev.espy.application.runs.RunList} of each {@link dev.espy.application.runs.Run},
 * best first.
 */
@NullMarked
package dev.espy.application.runs;

import org.jspecify.annotations.NullMarked;
