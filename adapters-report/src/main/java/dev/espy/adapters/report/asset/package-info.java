/** The scripts and styles of a page: Apache ECharts, and the page's own. */
@NullMarked
package dev.espy.adapters.report.asset;

import org.jspecify.annotations.NullMarked;
