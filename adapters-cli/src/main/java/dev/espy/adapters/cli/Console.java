package dev.espy.adapters.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and messages
 * @param terminal whether a person is watching {@code err}, so that a line may be drawn over
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal) {}
