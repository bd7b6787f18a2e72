// Who we are to browsers: a key and a certificate made at every start and never written down. Its fingerprint goes
// through the signalling, and is all that the other end checks.
#pragma once

#include "result.h"

#include <QByteArray>

namespace nightbell {

struct WebCertificate // P-256, signed by itself
{
    QByteArray certificatePem;
    QByteArray keyPem;
    QByteArray fingerprint; // SHA-256 of the certificate, 32 bytes
};

Result<WebCertificate> makeWebCertificate();

// As a session description has it: "sha-256 12:AB:…". An empty answer: another hash, or not 32 bytes.
QByteArray fingerprintText(const QByteArray &fingerprint);
QByteArray fingerprintFrom(const QByteArray &text);

} // namespace nightbell
