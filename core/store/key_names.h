// What the key ring and its rotation share: the names of secrets, what a wrapped key is bound to, the common problems.
#pragma once

#include "ids.h"
#include "store/seal.h"

namespace nightbell::key_names {

inline QString secretName(const ClinicId &clinic) { return QStringLiteral("clinic-key/") + clinic.text(); }
inline QString nextName(const ClinicId &clinic) { return QStringLiteral("clinic-key-next/") + clinic.text(); }
inline QString replacedName(const ClinicId &clinic) { return QStringLiteral("clinic-key-replaced/") + clinic.text(); }

inline QByteArray aboutIndex(const ClinicId &clinic, qint64 generation)
{
    return aboutRow("index key", {clinic.text(), QString::number(generation)});
}

inline QByteArray aboutCall(const ClinicId &clinic, const CallId &call, qint64 generation)
{
    return aboutRow("call key", {clinic.text(), call.text(), QString::number(generation)});
}

inline Result<SealKey> keyFrom(Result<QByteArray> raw) // wipes what it was made from
{
    if (!raw)
        return raw.problem();
    Result<SealKey> key = SealKey::from(raw.value());
    wipe(raw.value());
    return key;
}

inline Problem needsRecovery(const ClinicId &clinic)
{
    return {Problem::Kind::NotFound,
            QStringLiteral("this machine has no key for clinic %1; give it the recovery key").arg(clinic.text())};
}

inline Problem notOpened(const ClinicId &clinic)
{
    return {Problem::Kind::Locked, QStringLiteral("the keys of clinic %1 are not opened").arg(clinic.text())};
}

inline Problem replaced(const ClinicId &clinic)
{
    return {Problem::Kind::Locked,
            QStringLiteral("the key of clinic %1 was changed on another machine; give this one the recovery key")
                .arg(clinic.text())};
}

} // namespace nightbell::key_names
