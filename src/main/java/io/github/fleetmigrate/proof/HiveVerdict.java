package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One node of the new tool's hive, against the host's own configuration in the same tree.
 *
 * @param settings how the new tool deploys it ({@code targetHost}, {@code targetUser}, {@code targetPort},
 *     {@code buildOnTarget}, {@code tags}, …), no secrets among them; null where it could not be evaluated
 * @param note one line for a person; null if none
 * @param differences as in {@link HostVerdict}
 */
public record HiveVerdict(
    String host, Verdict verdict, JsonNode settings, String note, List<String> differences) {
  public HiveVerdict {
    differences = List.copyOf(differences);
  }
}
