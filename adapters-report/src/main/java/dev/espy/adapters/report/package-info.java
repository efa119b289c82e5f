/**
 * Reports as web pages. {@link dev.espy.adapters.report.HtmlReports} turns a report into a {@link
 * dev.espy.adapters.report.view.Page}, which templates in {@code src/main/jte} lay out. A page is
 * one file that loads nothing: the {@link dev.espy.adapters.report.asset.Assets scripts and styles}
 * and all pictures are in it. It can be read without scripts; they draw charts and make things
 * clickable.
 */
@NullMarked
package dev.espy.adapters.report;

import org.jspecify.annotations.NullMarked;
