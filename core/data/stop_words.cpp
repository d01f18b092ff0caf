#include "core/data/text_words.h"

#include <QSet>

namespace capriccio {
namespace {

// Written for this project: articles, pronouns, prepositions, conjunctions, auxiliaries and empty adverbs.
constexpr const char* kEnglish =
    "a about above across after again against ago ah all almost along already also although always am among an and "
    "another "
    "any anybody anyone anything are aren't around as ask asked at away back be became because become been before "
    "began "
    "behind being below beneath beside besides between beyond both but by came can can't cannot come could couldn't "
    "did "
    "didn't do does doesn't doing don't done down during each either else enough even ever every everybody everyone "
    "everything except far few first for from further gave get give go goes going gone got had hadn't has hasn't have "
    "haven't having he he'd he'll he's hence her here here's hers herself him himself his how however i i'd i'll i'm "
    "i've "
    "if in indeed inside instead into is isn't it it'd it'll it's its itself just keep kept know last least less let "
    "let's like little long made make makes many may maybe me might mine more most much must mustn't my myself near "
    "neither "
    "never next no nobody none nor not nothing now nowhere o of off often oh on once one only onto or other others "
    "otherwise "
    "ought our ours ourselves out outside over own per perhaps put quite rather really said same saw say says see seem "
    "seemed seems shall shan't she she'd she'll she's should shouldn't since so some somebody someone something "
    "sometimes "
    "somewhere soon still such take than that that's the thee their theirs them themselves then there there's "
    "therefore "
    "these they they'd they'll they're they've thing things think this those thou though through thus thy till to "
    "together "
    "too took toward towards two under until unto up upon us use used very via want was wasn't way we we'd we'll we're "
    "we've "
    "well went were weren't what what's whatever when whenever where wherever whether which while who who's whole whom "
    "whose "
    "why will with within without won't would wouldn't ye yes yet you you'd you'll you're you've your yours yourself "
    "yourselves";

constexpr const char* kChinese = "的 了 是 在 和 与 與 也 就 都 而 及 或 又 并 並 但 但是 不 不是 没 沒 没有 沒有 有 "
                                 "有的 我 我们 我們 你 你们 你們 他 他们 他們 她 她们 她們 它 它们 它們 "
                                 "您 咱们 咱們 自己 这 這 这个 這個 这些 這些 这里 這裡 这样 這樣 那 那个 那個 那些 "
                                 "那里 那裡 那样 那樣 哪 哪里 哪裡 什么 什麼 怎么 怎麼 怎样 怎樣 为什么 為什麼 "
                                 "谁 誰 几 幾 多少 一 一个 一個 一些 一样 一樣 一种 一種 两 兩 个 個 些 种 種 只 隻 把 "
                                 "被 让 讓 给 給 从 從 向 往 对 對 对于 對於 关于 關於 由 由于 由於 "
                                 "因为 因為 所以 因此 如果 若 虽然 雖然 然而 可是 不过 不過 只是 只有 只要 还 還 还是 "
                                 "還是 再 才 便 却 卻 则 則 即 已 已经 已經 曾 正在 将 將 会 會 能 能够 能夠 "
                                 "可以 可 要 想 应该 應該 得 地 着 著 过 過 来 來 去 到 上 下 里 裡 裏 中 内 內 外 前 "
                                 "后 後 之 其 其中 此 于 於 以 以及 为 為 所 者 等 们 們 吗 嗎 呢 吧 啊 呀 哦 "
                                 "嘛 啦 很 太 更 最 非常 十分 真 每 各 某 另 另外 别 別 别的 別的 同 同时 同時 时 時 "
                                 "时候 時候 当 當 随 隨 跟 像 好像 似的 如 如此 比 较 較 就是 而且 并且 並且 "
                                 "还有 還有 说 說 道 看 叫 做 使 用 起来 起來 出来 出來 下来 下來 过来 過來 进 進 出 "
                                 "起 开 開 无 無 非 未 莫 何 乃 且 矣 焉 兮 哉 乎";

const QSet<QString>& stopWords() {
    static const QSet<QString> all = [] {
        QSet<QString> words;
        for (const char* list : {kEnglish, kChinese}) {
            for (const QString& word : QString::fromUtf8(list).split(u' ', Qt::SkipEmptyParts))
                words.insert(word);
        }
        return words;
    }();
    return all;
}

} // namespace

bool isStopWord(QStringView word) {
    QString plain = word.toString();
    plain.replace(u'\u2019', u'\'');
    return stopWords().contains(plain);
}

} // namespace capriccio
