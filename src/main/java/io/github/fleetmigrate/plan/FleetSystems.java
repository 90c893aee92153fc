package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.ModuleTarget;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.repo.literal.Place;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which calls of {@code nixosSystem} make the hosts of the fleet. Others make images and machines that are none of it,
 * and stay as they are.
 */
final class FleetSystems {
  private final Map<String, Place> machines;
  private final Set<Place> ofFleet;
  private final List<String> excluded;

  private FleetSystems(Map<String, Place> machines, Set<Place> ofFleet, List<String> excluded) {
    this.machines = machines;
    this.ofFleet = ofFleet;
    this.excluded = excluded;
  }

  static FleetSystems of(StepContext at) {
    Map<String, Place> machines = new HashMap<>(StaticFleet.machines(BeforeMerging.of(at.files())));
    machines.putAll(StaticFleet.machines(at.files()));
    Set<Place> ofFleet = new HashSet<>();
    List<String> excluded = new ArrayList<>();
    for (HostSettings host : at.context().settlement().hosts()) {
      Place place = machines.get(host.host());
      if (!host.inHive()) {
        excluded.add(host.host());
      } else if (place == null) {
        // A host whose call is not known may be made by any of them.
        return new FleetSystems(machines, null, List.of());
      } else {
        ofFleet.add(place);
      }
    }
    return new FleetSystems(machines, ofFleet, excluded);
  }

  /**
   * The calls of one file.
   *
   * @param text of the file as it is now
   */
  ModuleTarget in(String path, String text) {
    Set<Integer> calls = new HashSet<>();
    if (text.contains("nixosSystem")) {
      List<Integer> lines = NixEdits.nixosSystemLines(text);
      for (int i = 0; i < lines.size(); i++) {
        if (ofFleet == null || ofFleet.contains(new Place(path, lines.get(i)))) {
          calls.add(i);
        }
      }
    }
    return ModuleTarget.nixosSystems(calls);
  }

  /** Hosts outside the fleet that get the modules all the same. */
  List<String> notes() {
    return excluded.stream()
        .filter(host -> machines.containsKey(host) && ofFleet.contains(machines.get(host)))
        .map(host -> host + " is not a node of the hive and gets the modules too: the same call makes it (" + machines.get(host) + ")")
        .toList();
  }
}
