#include "app/sip_place.h"

namespace nightbell {

SipLine::Place sipPlace(const Settings &settings, SecretStore &secrets)
{
    const ListenAddress listen = settings.address("sip.listen");
    SipLine::Place place{
        .listen = {listen.host, listen.port},
        .trusted = {settings.networks("sip.trusted")},
        .callsAtMost = int(settings.whole("calls.at_most")),
        .dialling = {settings.beginnings("sip.dial_allowed"), int(settings.whole("sip.dial_per_hour"))},
        .authorities = settings.text("sip.tls_authorities"),
        .region = settings.text("sip.region")};
    for (const SipAccountPlan &plan : settings.accounts("sip.accounts")) {
        const Result<QByteArray> password = secrets.read(QStringLiteral("sip-password-") + plan.name);
        place.accounts.append({plan, password ? password.value() : QByteArray()});
    }
    if (const auto encrypted = settings.maybeAddress("sip.tls_listen"))
        place.encrypted = TlsPlace{
            {encrypted->host, encrypted->port}, settings.text("sip.tls_certificate"), settings.text("sip.tls_key")};
    return place;
}

} // namespace nightbell
