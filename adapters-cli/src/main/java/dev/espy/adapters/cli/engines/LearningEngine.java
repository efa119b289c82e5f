package dev.espy.adapters.cli.engines;

import dev.espy.domain.port.ClassifierPort;
import dev.espy.domain.port.LearnerPort;

/**
 * An engine that trains, and classifies with the trained weights, on the same device.
 *
 * @param learner the port for training
 * @param classifier the port for classifying, with averaged weights and with the final model
 */
public record LearningEngine(LearnerPort learner, ClassifierPort classifier) {}
