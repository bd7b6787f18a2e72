// The posting segments of one clinic as sealed rows: for each word and engine a few runs of places that do not overlap.
// A new run swallows the small runs before it, so a word's runs grow in size as they grow old: their number stays
// logarithmic up to placesAtMost, and one more per placesAtMost beyond.
#pragma once

#include "ids.h"
#include "store/database.h"
#include "store/posting_segment.h"
#include "store/seal.h"

namespace nightbell {

inline const QString everyLine; // the empty word stands in every line

class PostingRows
{
public:
    struct Segment
    {
        qint64 first = 0; // the line of its first place: its row's key
        QList<Place> places;
    };

    PostingRows(Database &database, const ClinicId &clinic, const SealKey &indexKey);

    QByteArray termOf(const QString &word) const; // what stands for the word in the database

    // Adds places behind all that are there; answers whether the engine's stream had none before.
    Result<bool> append(const QByteArray &term, const EngineId &engine, QList<Place> places);
    // Takes the word's places in these lines out.
    Result<> remove(const QByteArray &term, const EngineId &engine, const QList<qint64> &ascendingLines);
    // The newest segment that begins at or before a line; an empty one when there is none.
    Result<Segment> segmentAt(const QByteArray &term, const EngineId &engine, qint64 line) const;

private:
    QByteArray about(const QByteArray &term, const EngineId &engine, qint64 first) const;
    Result<> write(const QByteArray &term, const EngineId &engine, const QList<Place> &places);
    Result<> erase(const QByteArray &term, const EngineId &engine, qint64 first);

    Database &m_database;
    ClinicId m_clinic;
    SealKey m_indexKey;
    SealKey m_sealKey;
};

} // namespace nightbell
