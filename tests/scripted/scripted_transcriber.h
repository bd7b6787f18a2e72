// Ears that hear what the test says, and may be too busy for it.
#pragma once

#include "speech/transcriber.h"

#include <QMap>

#include <functional>

namespace nightbell::scripted {

class ScriptedTranscriber : public Transcriber
{
public:
    Result<ListeningInlet *> start() override { return m_inlet.get(); }
    Result<int> open(const CallId &call, int) override
    {
        if (m_open.size() >= rooms)
            return Problem{Problem::Kind::Full, QStringLiteral("nobody is free")};
        m_open.insert(call, 0);
        return int(m_open.size());
    }
    void expect(const CallId &call, const ExpectedAnswer &answer) override { expected.insert(call, answer); }
    void finish(const CallId &, int utterance) override { finished.append(utterance); }
    void close(const CallId &call) override { m_open.remove(call); }

    void hears(const CallId &call, const QString &words, bool agreed = true)
    {
        if (gate)
            gate(call, true);
        Q_EMIT heard(call,
                     {.utterance = ++m_open[call],
                      .words = PrivateText(words),
                      .final = true,
                      .confidence = 0.9,
                      .agreed = agreed,
                      .fromTick = 100,
                      .toTick = 150});
        if (gate)
            gate(call, false);
    }
    void beginsToHear(const CallId &call, const QString &words) // the final of it comes by hears()
    {
        for (int times = 0; times < 2; ++times) // what is told once may be taken back
            Q_EMIT heard(call, {.utterance = m_open[call] + 1, .words = PrivateText(words)});
    }
    void fails(const CallId &call) { Q_EMIT deaf(call, {Problem::Kind::Damaged, QStringLiteral("broken")}); }
    bool isOpen(const CallId &call) const { return m_open.contains(call); }

    int rooms = 10;
    std::function<void(const CallId &, bool before)> gate = {}; // what the sound tells around final words
    QMap<CallId, ExpectedAnswer> expected;
    QList<int> finished;

private:
    QMap<CallId, int> m_open; // and the utterances so far
    std::unique_ptr<ListeningInlet> m_inlet = std::make_unique<ListeningInlet>();
};

} // namespace nightbell::scripted
