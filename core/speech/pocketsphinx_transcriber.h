// The ear that always works: PocketSphinx on this machine, without an account and without a network. Of demonstration
// quality for human callers: it was measured on synthetic voices only.
#pragma once

#include "speech/hearing_pool.h"

#include <QHash>

namespace nightbell {

class PocketsphinxTranscriber : public Transcriber
{
    Q_OBJECT

public:
    explicit PocketsphinxTranscriber(std::shared_ptr<const HearingSet> set, const HearingLimits &limits = {});
    ~PocketsphinxTranscriber() override;

    Result<ListeningInlet *> start() override;
    Result<int> open(const CallId &call, int rate) override;
    void expect(const CallId &call, const ExpectedAnswer &answer) override;
    void finish(const CallId &call, int utterance) override;
    void close(const CallId &call) override;

    void learn(std::shared_ptr<const HearingSet> set); // calls that are open go on with what they know
    HearingVitals vitals() const { return m_pool.vitals(); }

private:
    template<class Work> void onCall(int room, Work work); // on this object's thread, while the call is open

    QHash<CallId, int> m_rooms;
    QHash<int, CallId> m_calls;
    HearingPool m_pool; // last: its threads stop before the rest goes
};

} // namespace nightbell
