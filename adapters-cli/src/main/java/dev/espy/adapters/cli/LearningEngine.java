package dev.espy.adapters.cli;

import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;

/**
 * An engine that learns, and classifies with what it has learned, on the same device.
 *
 * @param learner what learns
 * @param classifier what classifies with averaged weights, and with the model in the end
 */
public record LearningEngine(LearnerPort learner, ClassifierPort classifier) {}
