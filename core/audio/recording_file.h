// The writing end of a recording's file. Made 0600; going on in one that is there cuts its torn tail.
#pragma once

#include "audio/recording_chunk.h"

#include <memory>

namespace nightbell {

class RecordingFile
{
public:
    // Refused where the file has another form.
    static Result<std::unique_ptr<RecordingFile>> open(const QString &path, RecordingForm form, const CallId &call,
                                                       const SealKey &key);

    Result<> append(quint32 tick, QByteArrayView plain); // all of it or nothing; Full where the disk is
    Result<> sync();                                     // safe from a loss of power too

    quint32 nextTick() const { return m_nextTick; } // where what was here before ends, for who goes on

private:
    RecordingFile(const QString &path, const CallId &call, const SealKey &key) : m_file(path), m_call(call), m_key(key)
    { }
    Result<> begin(RecordingForm form);
    Result<> goOn(RecordingForm form);
    Result<> write(const QByteArray &bytes);
    Problem trouble(const char *doing) const;

    QFile m_file;
    CallId m_call;
    SealKey m_key;
    QByteArray m_head;
    qint64 m_end = 0; // everything before it is whole
    quint32 m_nextNumber = 0, m_nextTick = 0;
};

} // namespace nightbell
