// Encrypted signalling: our own certificate where calls arrive, and the certificate of each registrar checked against
// its name. libre alone checks nothing.
#pragma once

#include "instant.h"
#include "line/held.h"
#include "line/line.h"

struct tls;

namespace nightbell {

struct TlsPlace
{
    MediaAddress listen;
    QString certificate; // files in PEM
    QString key;
};

LineFault certificateFault(const TlsPlace &place, Instant now); // of our own: unreadable, expired, not yet valid

class TlsRole
{
public:
    static Result<TlsRole> server(const TlsPlace &place);
    static Result<TlsRole> client(const QString &host, const QString &authorities);

    Result<> renew(const TlsPlace &place); // for connections that come from now on
    tls *context() const { return m_context.get(); }
    LineFault lastFault() const { return *m_lastFault; } // of the last certificate that was looked at

private:
    TlsRole() : m_lastFault(std::make_unique<LineFault>(LineFault::None)) { }

    Held<tls> m_context;
    std::unique_ptr<LineFault> m_lastFault; // OpenSSL keeps a pointer to it
};

} // namespace nightbell
