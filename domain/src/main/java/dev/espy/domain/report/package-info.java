/**
 * The content of a report: a {@link dev.espy.domain.report.Report} holds the figures and settings
 * of a training or validation, and a bounded number of images ({@link
 * dev.espy.domain.report.ReportImage}, {@link dev.espy.domain.report.SuspectImage}) that show where
 * the model is right, wrong or unsure. It says nothing of the page; a {@link
 * dev.espy.domain.port.ReportPort} writes that.
 */
@NullMarked
package dev.espy.domain.report;

import org.jspecify.annotations.NullMarked;
