/** Key pairs for the sample's own node. */
import ssh2 from 'ssh2'

/** ssh2 1.17 writes about one in a hundred of its Ed25519 keys in a form that it then cannot read: such a one is made anew. */
export function ed25519KeyPair(): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519')
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair
  }
}
