package io.github.fleetmigrate.port;

import java.util.Optional;

/** What only a person can answer while a connection is made. Called from the connection's thread, possibly several at a time. */
public interface SshQuestions {
  /** Nobody is there: no passphrase, and no key is trusted. */
  SshQuestions NOBODY =
      new SshQuestions() {
        @Override
        public Optional<char[]> passphrase(String keyFile) {
          return Optional.empty();
        }

        @Override
        public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
          return false;
        }
      };

  /** The passphrase of a private key; the array is wiped after use and kept nowhere. */
  Optional<char[]> passphrase(String keyFile);

  /**
   * Whether an unknown host key is the host's own. A yes is written to the user's known_hosts, as ssh does. A key that
   * changed or was revoked is never asked about.
   *
   * @param fingerprint {@code SHA256:…} as {@code ssh-keygen -l} prints it
   */
  boolean trust(RemoteHosts.Address host, String keyType, String fingerprint);
}
