// Decoders made ahead of need, on a thread of their own: a caller never waits for one to be made while one is left.
#pragma once

#include "speech/decoding_ear.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace nightbell {

class DecoderShelf
{
public:
    using Changed = std::function<void()>; // on the shelf's thread: there is one more, or trouble

    DecoderShelf(std::shared_ptr<const HearingSet> set, std::size_t spare, Changed changed);
    Q_DISABLE_COPY_MOVE(DecoderShelf)
    ~DecoderShelf();

    std::unique_ptr<DecoderPair> take(); // nothing: none is ready yet; changed() follows
    void giveBack(std::unique_ptr<DecoderPair> pair);
    void learn(std::shared_ptr<const HearingSet> set); // whatever is taken from now on knows it
    std::optional<Problem> trouble() const;            // none could be made the last time
    std::size_t ready() const;

private:
    void run(const std::stop_token &stopped);

    mutable std::mutex m_lock; // for what follows; held for moments only
    std::condition_variable_any m_wanted;
    std::shared_ptr<const HearingSet> m_set;
    std::vector<std::unique_ptr<DecoderPair>> m_pairs;
    std::optional<Problem> m_trouble;
    std::size_t m_spare;
    Changed m_changed;
    std::jthread m_thread; // last: stops before the rest goes
};

} // namespace nightbell
