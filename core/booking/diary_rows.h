// Appointments as rows, their patients sealed. Writing is inside the caller's transaction.
#pragma once

#include "booking/free_times.h"
#include "desk/diary_entry.h"
#include "store/key_ring.h"

namespace nightbell {

inline constexpr int entriesAtMost = 10'000; // of one listing

struct Standing // what of an appointment changes
{
    Visit visit;
    AppointmentState state = AppointmentState::Booked;
    bool operator==(const Standing &) const = default;
    static void fields(auto &self, auto &&field) { field("visit", self.visit), field("state", self.state); }
};

class DiaryRows
{
public:
    DiaryRows(Database &database, KeyRing &keys, ClinicId clinic)
        : m_database(database)
        , m_keys(keys)
        , m_clinic(std::move(clinic))
    { }

    Result<bool> insert(const DiaryEntry &entry); // false when there is one with this id

    // The row as it stands; nobody else changes it until the commit.
    Result<std::optional<Standing>> lock(const AppointmentId &appointment);
    Result<> change(const AppointmentId &appointment, const Standing &standing);

    // Live ones in order of time.
    Result<QList<DiaryEntry>> of(const PrivateText &name, QDate born, Instant endsAfter);
    Result<QList<DiaryEntry>> ofPhone(const PrivateText &phone, Instant endsAfter);
    Result<QList<DiaryEntry>> between(Instant from, Instant until);
    Result<QList<DiaryEntry>> live();

    Result<std::optional<DiaryEntry>> find(const AppointmentId &appointment); // live or cancelled

    // By appointments but the one that is to be moved, holds that have not lapsed, and blocks.
    Result<QList<Occupied>> occupied(Instant from, Instant until, Instant now, const AppointmentId &besides = {});

    Result<> block(const QString &id, const Occupied &busy); // the same id again: it is moved
    Result<> unblock(const QString &id);

private:
    Result<QList<DiaryEntry>> entries(const QString &where, const SqlValues &values);

    Database &m_database;
    KeyRing &m_keys;
    ClinicId m_clinic;
};

} // namespace nightbell
