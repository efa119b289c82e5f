/**
 * {@code espy doctor}: {@link dev.espy.adapters.cli.doctor.DoctorCommand} prints a {@link
 * dev.espy.adapters.cli.doctor.Diagnosis} of the {@link dev.espy.adapters.cli.doctor.Machine}, the
 * GPUs and the engines, or the {@link dev.espy.adapters.cli.doctor.DiagnosisDocument} with {@code
 * --json}.
 */
@NullMarked
package dev.espy.adapters.cli.doctor;

import org.jspecify.annotations.NullMarked;
