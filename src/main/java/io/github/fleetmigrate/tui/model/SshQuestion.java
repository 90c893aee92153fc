package io.github.fleetmigrate.tui.model;

/** What only a person can answer while machines are connected to. */
public sealed interface SshQuestion {
  /**
   * Whether a host key that is not known is the host's own.
   *
   * @param host name or address, and port
   */
  record Trust(String host, int port, String keyType, String fingerprint) implements SshQuestion {}

  /**
   * The passphrase of a private key.
   *
   * @param again whether the last answer was not its passphrase
   */
  record Passphrase(String keyFile, boolean again) implements SshQuestion {}
}
