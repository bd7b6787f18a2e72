#include "store/diary_seal.h"

#include "call/json_structs.h"

namespace nightbell {
namespace {

constexpr int digitsAtLeast = 7; // shorter ones are extensions, shared by many

struct PatientWords
{
    PrivateText name, phone, reason;
    QString born;
    static void fields(auto &self, auto &&field)
    {
        field("name", self.name), field("phone", self.phone), field("reason", self.reason), field("born", self.born);
    }
};

QByteArray aboutAppointment(const ClinicId &clinic, const AppointmentId &appointment)
{
    return aboutRow("appointment", {clinic.text(), appointment.text()});
}

QString plainName(const QString &name)
{
    QString letters;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toCaseFolded())
        if (c.isLetterOrNumber() || c.isSurrogate())
            letters += c;
        else if (!c.isMark() && !QStringView(u"'`\u2019\u02bc").contains(c))
            letters += u' ';
    QStringList parts = letters.split(u' ', Qt::SkipEmptyParts);
    parts.sort();
    return parts.join(u' ');
}

Result<QByteArray> markOf(const KeyRing &keys, const ClinicId &clinic, const char *purpose, const QString &what)
{
    const Result<SealKey> key = keys.indexKey(clinic);
    if (!key)
        return key.problem();
    return keyedHash(key.value(), purpose, what.toUtf8());
}

} // namespace

CallId diaryKeyName(const ClinicId &clinic, const AppointmentId &appointment)
{
    return CallId(QStringLiteral("appointment:%1/%2").arg(clinic.text(), appointment.text()));
}

Result<QByteArray> sealPatient(KeyRing &keys, const ClinicId &clinic, const AppointmentId &appointment,
                               const SealedPatient &patient)
{
    const Result<SealKey> key = keys.newCallKey(clinic, diaryKeyName(clinic, appointment));
    if (!key)
        return key.problem();
    const PatientWords words{patient.patient.name, patient.patient.phone, patient.reason,
                             patient.patient.born.toString(Qt::ISODate)};
    return seal(key.value(), structToJson(words), aboutAppointment(clinic, appointment));
}

Result<SealedPatient> unsealPatient(KeyRing &keys, const ClinicId &clinic, const AppointmentId &appointment,
                                    const QByteArray &sealed)
{
    const Result<SealKey> key = keys.callKey(diaryKeyName(clinic, appointment));
    if (!key)
        return key.problem();
    const auto json = unseal(key.value(), sealed, aboutAppointment(clinic, appointment));
    if (!json)
        return json.problem();
    const auto words = structFromJson<PatientWords>(json.value(), "appointment");
    if (!words)
        return words.problem();
    const PatientWords &read = words.value();
    return SealedPatient{{read.name, QDate::fromString(read.born, Qt::ISODate), read.phone}, read.reason};
}

Result<QByteArray> patientMark(const KeyRing &keys, const ClinicId &clinic, const PrivateText &name, QDate born)
{
    return markOf(keys, clinic, "diary/patient", plainName(name.reveal()) + u'/' + born.toString(Qt::ISODate));
}

Result<QByteArray> phoneMark(const KeyRing &keys, const ClinicId &clinic, const PrivateText &phone)
{
    QString digits;
    for (const QChar c : phone.reveal())
        if (c.isDigit())
            digits += QChar(u'0' + c.digitValue());
    return digits.size() < digitsAtLeast ? Result<QByteArray>(QByteArray())
                                         : markOf(keys, clinic, "diary/phone", digits);
}

} // namespace nightbell
