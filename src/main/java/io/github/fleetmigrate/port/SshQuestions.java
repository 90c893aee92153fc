package io.github.fleetmigrate.port;

import java.util.Optional;

/**
 * What only a person can answer while connections are made. Questions come one at a time, on a thread of their own that may
 * wait as long as the person does; it is interrupted where the person stops it all, and the answer no longer counts then.
 */
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

  /** The passphrase of a private key; the array is wiped after use and kept nowhere. Empty to go without the key. */
  Optional<char[]> passphrase(String keyFile);

  /** As before, after an answer that was not its passphrase. */
  default Optional<char[]> passphraseAgain(String keyFile) {
    return passphrase(keyFile);
  }

  /**
   * Whether an unknown host key is the host's own. A yes is written to the user's known_hosts, as ssh does. A key that
   * changed or was revoked is never asked about.
   *
   * @param fingerprint {@code SHA256:…} as {@code ssh-keygen -l} prints it
   */
  boolean trust(RemoteHosts.Address host, String keyType, String fingerprint);
}
