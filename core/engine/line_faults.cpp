#include "engine/line_faults.h"

namespace nightbell {

QString faultCode(LineFault reason)
{
    switch (reason) {
    case LineFault::None:
        return {};
    case LineFault::AddressInUse:
        return QStringLiteral("address_in_use");
    case LineFault::NotPermitted:
        return QStringLiteral("not_permitted");
    case LineFault::NoRoute:
        return QStringLiteral("no_route");
    case LineFault::RegistrarDown:
        return QStringLiteral("registrar_down");
    case LineFault::WrongPassword:
        return QStringLiteral("wrong_password");
    case LineFault::Refused:
        return QStringLiteral("refused");
    case LineFault::CertificateExpired:
        return QStringLiteral("certificate_expired");
    case LineFault::CertificateNotTrusted:
        return QStringLiteral("certificate_not_trusted");
    case LineFault::CertificateUnreadable:
        return QStringLiteral("certificate_unreadable");
    }
    Q_UNREACHABLE();
}

void addLineFaults(const LineStates &states, VitalSigns &signs)
{
    for (const LineState &state : states) {
        const bool isSetting = state.name.contains(QLatin1Char('.')); // no account has a dot in its name
        const QLatin1String room(isSetting ? "line." : "line.account.");
        if (!state.up)
            signs.faults.insert(room + state.name, faultCode(state.reason));
    }
}

} // namespace nightbell
