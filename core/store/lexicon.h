// The words of a clinic, for finding those that begin with some letters. The rows hold them sealed; a bounded, sorted
// copy stays in memory and takes up what any engine has added since, by the cursors of the index.
#pragma once

#include "ids.h"
#include "store/database.h"
#include "store/seal.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace nightbell {

using Cursors = QHash<EngineId, qint64>; // how far each engine's stream is indexed

class Lexicon
{
public:
    static constexpr qsizetype wordsKept = 300'000; // of more, the rows are read each time

    Lexicon(Database &database, const ClinicId &clinic, const SealKey &indexKey, qsizetype keptAtMost = wordsKept);

    Result<> add(const QByteArray &term, const QString &word, const EngineId &engine, qint64 line);
    Result<> removeUnused(const QByteArray &term); // when no posting of it is left

    // No value: more than atMost words begin so.
    Result<std::optional<QStringList>> startingWith(const QString &prefix, qsizetype atMost, const Cursors &cursors);

private:
    QByteArray about(const QByteArray &term) const;
    Result<> takeUp(const Cursors &cursors);
    Result<> takeUpFrom(const EngineId &engine, qint64 after, qint64 upTo);
    template<class Each> Result<> readAll(Each each);

    Database &m_database;
    ClinicId m_clinic;
    SealKey m_sealKey;
    qsizetype m_keptAtMost;
    QStringList m_words; // sorted
    Cursors m_takenUp;
    bool m_tooMany = false;
};

} // namespace nightbell
