/**
 * A certificate for 127.0.0.1 and museum.example, valid until 2120, whose authority nobody knows:
 * what a server sends that leaves out the certificates between. Its key is known to all and good
 * for nothing.
 */
export const INCOMPLETE_CHAIN = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBgTCCASegAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5UZXN0IEF1
dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAG
A1UEAwwJMTI3LjAuMC4xMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpRUIrpCE
eytFm2QwTqDD+MoTiPFoNwqYCWHW+mwnpC6i5vQiNfzJvhEpJUjl12nRdxuMwL4H
/6FSCk/twJakeqNjMGEwHwYDVR0RBBgwFocEfwAAAYIObXVzZXVtLmV4YW1wbGUw
HQYDVR0OBBYEFG1PYCSnFX9tiIV+ouQ9IjBl39ibMB8GA1UdIwQYMBaAFD6Qwe75
ma0bmnka0ddDnPmXaH8DMAoGCCqGSM49BAMCA0gAMEUCIB/YBeI3DN5xW8WnJEXo
JtdEt8x3jLke6QtLinfH8IvyAiEA2IckMs8tHYoo2vW2Q8Kpqp4KGiyS68o7kiwG
hCzZ6fE=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHAOoXlRp2LDtZ8KM
bNM1zPga/B8GryyHkwsFAzk+NQehRANCAASlFQiukIR7K0WbZDBOoMP4yhOI8Wg3
CpgJYdb6bCekLqLm9CI1/Mm+ESklSOXXadF3G4zAvgf/oVIKT+3AlqR6
-----END PRIVATE KEY-----
`,
}
