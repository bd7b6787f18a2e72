#include "app/fault_lines.h"

#include <QCoreApplication>
#include <QHash>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("FaultLines", text); }

QString wordsFor(const QString &code)
{
    static const QHash<QString, const char *> words{
        {u"address_in_use"_s,
         QT_TRANSLATE_NOOP("FaultLines",
                           "another program uses the address. End it, or choose another address with the setting")},
        {u"not_permitted"_s,
         QT_TRANSLATE_NOOP("FaultLines", "this user may not open the port. Choose one above 1023 with the setting")},
        {u"no_route"_s, QT_TRANSLATE_NOOP("FaultLines", "there is no way to the address. Check the network")},
        {u"registrar_down"_s,
         QT_TRANSLATE_NOOP("FaultLines", "the registrar does not answer. Check the network, or ask the provider")},
        {u"wrong_password"_s, QT_TRANSLATE_NOOP("FaultLines", "the password is wrong. Correct it in the secret store")},
        {u"refused"_s, QT_TRANSLATE_NOOP("FaultLines", "the registrar refuses the account. Ask the provider")},
        {u"certificate_expired"_s,
         QT_TRANSLATE_NOOP("FaultLines", "the certificate has expired. Put a renewed one in its place")},
        {u"certificate_not_trusted"_s,
         QT_TRANSLATE_NOOP("FaultLines", "the certificate of the other end is not trusted. Check sip.tls_authorities")},
        {u"certificate_unreadable"_s,
         QT_TRANSLATE_NOOP("FaultLines", "a certificate or its key cannot be read. Check the files of sip.tls_…")},
    };
    const char *known = words.value(code);
    return known ? tr(known) : code;
}

} // namespace

QStringList FaultLines::take(const VitalSigns &signs)
{
    constexpr auto room = "line."_L1;
    QStringList lines;
    for (auto fault = signs.faults.cbegin(); fault != signs.faults.cend(); ++fault)
        if (fault.key().startsWith(room) && (!m_told.contains(fault.key()) || m_told[fault.key()].why != fault->why))
            lines.append(tr("No calls over %1: %2. It is tried again by itself.")
                             .arg(fault.key().sliced(room.size()), wordsFor(fault->why)));
    for (auto fault = m_told.cbegin(); fault != m_told.cend(); ++fault)
        if (fault.key().startsWith(room) && !signs.faults.contains(fault.key()))
            lines.append(tr("%1 is well again.").arg(fault.key().sliced(room.size())));
    m_told = signs.faults;
    if (const bool open = !signs.faults.contains(u"line.sip.listen"_s); open != std::exchange(m_isOpen, open) && open)
        lines.append(m_open);
    return lines;
}

} // namespace nightbell
