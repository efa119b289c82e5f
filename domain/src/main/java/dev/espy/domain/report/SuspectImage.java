package dev.espy.domain.report;

import dev.espy.domain.Image;
import dev.espy.domain.review.SuspectedLabel;

/**
 * An image whose label is suspected to be wrong, in a report.
 *
 * @param suspect the suspicion
 * @param picture the image as the network gets it, reduced if it is larger than a thumbnail
 */
public record SuspectImage(SuspectedLabel suspect, Image picture) {}
