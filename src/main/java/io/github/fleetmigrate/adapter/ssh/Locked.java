package io.github.fleetmigrate.adapter.ssh;

import java.nio.file.Path;
import java.util.List;

/** Keys that the host would take, or may, are encrypted. */
final class Locked extends Exception {
  final transient List<Path> files;
  /** What it comes to where the person opens none. */
  final transient Exception otherwise;

  Locked(List<Path> files, Exception otherwise) {
    super(otherwise);
    this.files = List.copyOf(files);
    this.otherwise = otherwise;
  }
}
