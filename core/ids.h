// Names of things, each a type of its own so that a call cannot be mistaken for a clinic.
#pragma once

#include <QHash>
#include <QString>

#include <compare>
#include <utility>

namespace nightbell {

template<class Thing> class Id
{
public:
    Id() = default;
    explicit Id(QString text) : m_text(std::move(text)) { }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Id &) const = default;
    std::strong_ordering operator<=>(const Id &other) const { return m_text.compare(other.m_text) <=> 0; }

private:
    QString m_text;
};

template<class Thing> size_t qHash(const Id<Thing> &id, size_t seed = 0) { return qHash(id.text(), seed); }

using CallId = Id<struct CallTag>;
using LegId = Id<struct LegTag>; // one party's way into a call; the caller's leg has the name of the call
using ClinicId = Id<struct ClinicTag>;
using BranchId = Id<struct BranchTag>;
using EngineId = Id<struct EngineTag>;
using StaffId = Id<struct StaffTag>;
using EscalationId = Id<struct EscalationTag>;
using WhisperId = Id<struct WhisperTag>;

} // namespace nightbell
