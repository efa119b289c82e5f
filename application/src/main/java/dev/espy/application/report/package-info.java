/**
 * The images of a report. {@link dev.espy.application.report.NotableImages} selects them while all
 * images pass, {@link dev.espy.application.report.Best} keeps the best of many, {@link
 * dev.espy.application.report.ReportImages} adds pictures of them, with explanations by a {@link
 * dev.espy.application.report.TimedExplainer}. {@link dev.espy.application.report.LabelCounts} and
 * {@link dev.espy.application.report.SizeCounts} count labels and sizes.
 */
@NullMarked
package dev.espy.application.report;

import org.jspecify.annotations.NullMarked;
