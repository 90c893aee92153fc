package io.github.fleetmigrate.proof;

import java.util.List;
import java.util.SortedMap;

/**
 * A {@code .drv} file's content. Texts hold a character for every byte (ISO 8859-1), so that no two differ in bytes and
 * agree in characters; {@link DrvFile#readable} makes them fit for a person.
 *
 * @param path of the {@code .drv} file itself
 * @param inputs other {@code .drv} files and the outputs of theirs that it needs
 * @param sources store paths that nothing builds
 * @param environment what its builder sees, the outputs' own paths among it
 */
public record Derivation(
    String path,
    List<Output> outputs,
    SortedMap<String, List<String>> inputs,
    List<String> sources,
    String platform,
    String builder,
    List<String> arguments,
    SortedMap<String, String> environment) {

  /**
   * @param hashAlgorithm empty unless the content is fixed, or addressed by content
   * @param hash empty unless the content is fixed
   */
  public record Output(String name, String path, String hashAlgorithm, String hash) {}

  private static final int HASH_AND_DASH = 33;
  /** Stands in the place of a hash where every build may give another output (nix 2.8 and later). */
  private static final String IMPURE = "impure";

  /** Without the store's folder, the hash and the ending. */
  public String name() {
    String file = nameOf(path);
    return file.endsWith(".drv") ? file.substring(0, file.length() - 4) : file;
  }

  /** Whether its one output is fixed by a hash: how it is fetched makes no difference then. */
  public boolean isFixed() {
    return outputs.size() == 1 && !outputs.get(0).hash().isEmpty() && !outputs.get(0).hash().equals(IMPURE);
  }

  /** The name part of a store path. */
  static String nameOf(String storePath) {
    String file = storePath.substring(storePath.lastIndexOf('/') + 1);
    return file.length() > HASH_AND_DASH ? file.substring(HASH_AND_DASH) : file;
  }

  /** The store's folder, with the slash at its end. */
  static String storeOf(String storePath) {
    return storePath.substring(0, storePath.lastIndexOf('/') + 1);
  }
}
