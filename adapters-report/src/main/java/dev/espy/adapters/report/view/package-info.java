/**
 * The content of a page in the form in which the templates lay it out. A {@link
 * dev.espy.adapters.report.view.Page} has a view for each section. The views decide what is shown:
 * they sort, cut, round, and keep a page small, whatever the data set. {@link
 * dev.espy.adapters.report.view.ChartData} is the part that scripts draw.
 */
@NullMarked
package dev.espy.adapters.report.view;

import org.jspecify.annotations.NullMarked;
