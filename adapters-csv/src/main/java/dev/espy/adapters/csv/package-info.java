/**
 * Data sets, predictions and tables as CSV: {@linkplain dev.espy.adapters.csv.reading reading
 * tables}, {@linkplain dev.espy.adapters.csv.dataset data sets} that are a table and a folder of
 * images, and {@linkplain dev.espy.adapters.csv.writing writing tables}.
 */
@NullMarked
package dev.espy.adapters.csv;

import org.jspecify.annotations.NullMarked;
