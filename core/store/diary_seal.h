// What of an appointment is sealed, and by what its patient is found without opening it. Each appointment has a data
// key of its own beside those of the calls, so it is rotated, recovered and backed up as theirs are, and destroyed when
// the appointment's own keeping ends.
#pragma once

#include "dialog/appointment.h"
#include "store/key_ring.h"

namespace nightbell {

struct SealedPatient // what is inside
{
    Patient patient;
    PrivateText reason;
    bool operator==(const SealedPatient &) const = default;
};

CallId diaryKeyName(const ClinicId &clinic, const AppointmentId &appointment); // no call has such an id

// Makes the key in the transaction that is open.
Result<QByteArray> sealPatient(KeyRing &keys, const ClinicId &clinic, const AppointmentId &appointment,
                               const SealedPatient &patient);
Result<SealedPatient> unsealPatient(KeyRing &keys, const ClinicId &clinic, const AppointmentId &appointment,
                                    const QByteArray &sealed);

// Keyed hashes. A name is the same whatever its case, accents, hyphens, apostrophes and the order of its parts.
Result<QByteArray> patientMark(const KeyRing &keys, const ClinicId &clinic, const PrivateText &name, QDate born);
Result<QByteArray> phoneMark(const KeyRing &keys, const ClinicId &clinic, const PrivateText &phone); // empty: no number

} // namespace nightbell
