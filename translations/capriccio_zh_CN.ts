<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Checkpoint</name>
    <message>
        <source>%1 is a model, not a checkpoint: training cannot go on from it.</source>
        <translation>%1 是模型，不是检查点：无法由它继续训练。</translation>
    </message>
    <message>
        <source>%1 is damaged: its checksum does not match. Use an earlier checkpoint.</source>
        <translation>%1 已损坏：校验和不符。请使用较早的检查点。</translation>
    </message>
    <message>
        <source>%1 holds numbers that are not finite (%2). Use an earlier checkpoint.</source>
        <translation>%1 含有非有限的数字（%2）。请使用较早的检查点。</translation>
    </message>
    <message>
        <source>The network &quot;%1&quot; held numbers that are not finite.</source>
        <translation>网络“%1”含有非有限的数字。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>Real</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>复制品</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The contest: what generator and discriminator have left to improve. Neither should win.</source>
        <translation>一场较量：生成器和判别器各自还有多少改进余地。谁都不该赢。</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>奈特</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>How often the discriminator is right about real, drawn and held-out pictures</source>
        <translation>判别器对真实、生成和留出图片判断正确的比例</translation>
    </message>
    <message>
        <source>How varied the drawn pictures are, beside your own, and how many of them are copies</source>
        <translation>生成图片与你的图片相比有多丰富，其中有多少是复制品</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>How far drawn pictures are from pictures the model has never seen (sliced Wasserstein distance); lower is better</source>
        <translation>生成图片与模型从未见过的图片相距多远（切片 Wasserstein 距离）；越低越好</translation>
    </message>
    <message>
        <source>distance × 1000</source>
        <translation>距离 × 1000</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>How much of a picture is lost on the way through the model</source>
        <translation>图片经过模型后损失了多少</translation>
    </message>
    <message>
        <source>squared error</source>
        <translation>平方误差</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>How much the model says about each picture</source>
        <translation>模型对每张图片说了多少</translation>
    </message>
    <message>
        <source>a pure guess</source>
        <translation>纯属猜测</translation>
    </message>
    <message>
        <source>as varied as your pictures</source>
        <translation>与你的图片一样丰富</translation>
    </message>
    <message>
        <source>discriminator at balance, 2 ln 2</source>
        <translation>判别器平衡点 2 ln 2</translation>
    </message>
    <message>
        <source>generator at balance, ln 2</source>
        <translation>生成器平衡点 ln 2</translation>
    </message>
    <message>
        <source>balance ln 2</source>
        <translation>平衡点 ln 2</translation>
    </message>
    <message>
        <source>discriminator at balance</source>
        <translation>判别器平衡点</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>照抄</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>How surprised the model is by what comes next, on what it learns from and on what it never sees; lower is better</source>
        <translation>模型对下一个词元有多意外：分别在所学内容和从未见过的内容上；越低越好</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>奈特/词元</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>比特</translation>
    </message>
    <message>
        <source>How many bits a note of music it never saw costs the model; lower is better</source>
        <translation>从未见过的音乐中每个音符要花模型多少比特；越低越好</translation>
    </message>
    <message>
        <source>How many bits a character of text it never saw costs the model; lower is better</source>
        <translation>从未见过的文本中每个字符要花模型多少比特；越低越好</translation>
    </message>
    <message>
        <source>bits per note</source>
        <translation>比特/音符</translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation>比特/字符</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Among how many equally likely tokens the model hesitates; lower is better</source>
        <translation>模型在多少个同样可能的词元之间犹豫；越低越好</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>How much of a passage is lost on the way through the latent space</source>
        <translation>乐段经过潜空间时丢失了多少</translation>
    </message>
    <message>
        <source>How much of a sentence is lost on the way through the latent space</source>
        <translation>句子经过潜空间时丢失了多少</translation>
    </message>
    <message>
        <source>How much of what it writes stands in your texts word for word (passages of 30 characters or more)</source>
        <translation>它写的内容有多少与你的文本一字不差（30 个字符以上的段落）</translation>
    </message>
    <message>
        <source>Rebuilt</source>
        <translation>重建率</translation>
    </message>
    <message>
        <source>How many tokens come back right from the latent space</source>
        <translation>有多少词元能从潜空间正确还原</translation>
    </message>
    <message>
        <source>How much the latent space says about each passage; at zero it is not used</source>
        <translation>潜空间对每个乐段说明了多少；为零表示没有被用上</translation>
    </message>
    <message>
        <source>How much the latent space says about each sentence; at zero it is not used</source>
        <translation>潜空间对每个句子说明了多少；为零表示没有被用上</translation>
    </message>
    <message>
        <source>nats per passage</source>
        <translation>奈特/乐段</translation>
    </message>
    <message>
        <source>nats per sentence</source>
        <translation>奈特/句</translation>
    </message>
    <message>
        <source>a pure guess, ln %1</source>
        <translation>纯粹猜测，ln %1</translation>
    </message>
</context>
<context>
    <name>DurableFile</name>
    <message>
        <source>the disk is full. Free some space, then save again.</source>
        <translation>磁盘已满。请腾出一些空间再保存。</translation>
    </message>
    <message>
        <source>the file would be larger than this place allows. Choose another folder.</source>
        <translation>文件会超过此处允许的大小。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>writing there is not allowed. Choose another folder or change its permissions.</source>
        <translation>不允许写入此处。请选择另一个文件夹或更改其权限。</translation>
    </message>
    <message>
        <source>that place is read-only. Choose another folder.</source>
        <translation>此处为只读。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>its folder is gone. Bring the folder back or choose another one.</source>
        <translation>所在文件夹不见了。请恢复该文件夹或另选一个。</translation>
    </message>
    <message>
        <source>the name is too long. Choose a shorter one.</source>
        <translation>名称太长。请用较短的名称。</translation>
    </message>
    <message>
        <source>a folder has that name. Choose another name.</source>
        <translation>已有文件夹使用该名称。请换一个名称。</translation>
    </message>
    <message>
        <source>the disk reports an error. Choose another disk.</source>
        <translation>磁盘报告错误。请换一个磁盘。</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation>无法保存 %1：%2</translation>
    </message>
    <message>
        <source>%1 could not be saved: the disk gave back other bytes than were written. Choose another disk.</source>
        <translation>无法保存 %1：磁盘读回的内容与写入的不同。请换一个磁盘。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>At least 2 pictures have to be drawn for an evaluation.</source>
        <translation>评估至少需要绘制 2 张图片。</translation>
    </message>
    <message>
        <source>%1 draws %2 px pictures in %3 channels, the prepared pictures have %4 px and %5: prepare them the way the model was trained.</source>
        <translation>%1 绘制 %2 像素、%3 通道的图片，而准备好的图片是 %4 像素、%5 通道：请按训练模型时的方式准备。</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>正在绘制</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Real against real: %1</source>
        <translation>真实对真实：%1</translation>
    </message>
    <message>
        <source>Sliced Wasserstein distance × 1000 between patches of drawn and training pictures, from fine to coarse; lower is better</source>
        <translation>生成图片与训练图片的图块之间的切片 Wasserstein 距离 × 1000，由细到粗；越低越好</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Your own pictures: %1</source>
        <translation>你的图片：%1</translation>
    </message>
    <message>
        <source>Mean difference between two drawn pictures over that between two of yours</source>
        <translation>两张生成图片之间的平均差异，除以你的两张图片之间的平均差异</translation>
    </message>
    <message>
        <source>As varied as your pictures.</source>
        <translation>与你的图片一样丰富。</translation>
    </message>
    <message>
        <source>A little more alike than your pictures are.</source>
        <translation>比你的图片彼此更相像一点。</translation>
    </message>
    <message>
        <source>Many drawn pictures resemble one another; more augmentation or more pictures help.</source>
        <translation>许多生成图片彼此相像；更强的增强或更多图片会有帮助。</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>复制品</translation>
    </message>
    <message>
        <source>Share of drawn pictures closer than 0.02 to a training picture (RMSE of 32 × 32 means)</source>
        <translation>与某张训练图片距离低于 0.02 的生成图片比例（32 × 32 均值的均方根误差）</translation>
    </message>
    <message>
        <source>Of %1 drawn pictures</source>
        <translation>共 %1 张生成图片</translation>
    </message>
    <message>
        <source>None of them is a copy of a training picture.</source>
        <translation>没有一张是训练图片的复制品。</translation>
    </message>
    <message numerus="yes">
        <source>%n of them can hardly be told from a training picture; look before you publish.</source>
        <translation>
            <numerusform>其中 %n 张与训练图片几乎无法区分；发布前请看一看。</numerusform>
        </translation>
    </message>
    <message>
        <source>Originality</source>
        <translation>原创性</translation>
    </message>
    <message>
        <source>Median distance from a drawn picture to the nearest training picture; a copy is below 0.02</source>
        <translation>生成图片到最接近的训练图片的距离中位数；低于 0.02 即为复制品</translation>
    </message>
    <message>
        <source>Real pictures it never saw: %1</source>
        <translation>它从未见过的真实图片：%1</translation>
    </message>
    <message>
        <source>No pictures were held out to compare with</source>
        <translation>没有留出图片可供比较</translation>
    </message>
    <message>
        <source>As far from its nearest training picture as a new real picture would be.</source>
        <translation>与最接近的训练图片的距离，和一张新的真实图片差不多。</translation>
    </message>
    <message>
        <source>It leans on training pictures more than new real ones would.</source>
        <translation>它比新的真实图片更依赖训练图片。</translation>
    </message>
    <message>
        <source>It has learned training pictures by heart; an earlier checkpoint may be freer.</source>
        <translation>它把训练图片背了下来；较早的检查点可能更自由。</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Nothing lost: 0</source>
        <translation>毫无损失：0</translation>
    </message>
    <message>
        <source>Mean squared error of held-out pictures sent through the model and back</source>
        <translation>留出图片经过模型再返回的均方误差</translation>
    </message>
    <message>
        <source>Your pictures come back nearly as they went in.</source>
        <translation>你的图片回来时几乎与原来一样。</translation>
    </message>
    <message>
        <source>Your pictures come back recognisable, but softer.</source>
        <translation>你的图片回来时认得出来，但柔和一些。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制品</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>接近</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原创</translation>
    </message>
    <message>
        <source>Distinctness</source>
        <translation>差异度</translation>
    </message>
    <message>
        <source>Mean difference between a drawn picture and the drawn picture nearest to it, over that among yours</source>
        <translation>每张生成的图片与最接近的另一张生成图片之间的平均差异，与你的图片之间的这一差异之比</translation>
    </message>
    <message>
        <source>Hardly any composition comes twice.</source>
        <translation>几乎没有重复的构图。</translation>
    </message>
    <message>
        <source>Some compositions come again with small changes.</source>
        <translation>有些构图略加改动后再次出现。</translation>
    </message>
    <message>
        <source>A few compositions are drawn again and again; more time or more varied pictures help.</source>
        <translation>少数几种构图反复出现；延长训练时间或增加更多样的图片会有帮助。</translation>
    </message>
    <message>
        <source>Pictures it never saw come back blurred. More pictures help, and more time while your own come back blurred, too.</source>
        <translation>它没见过的图片还原后是模糊的。增加图片会有帮助；如果你自己的图片还原后也模糊，多训练一会儿也有帮助。</translation>
    </message>
    <message>
        <source>%1 times as far from your pictures as they are from one another</source>
        <translation>与你的图片的差距，是它们彼此之间差距的 %1 倍</translation>
    </message>
    <message>
        <source>%1: colours, lines and textures are nearly theirs.</source>
        <translation>%1：颜色、线条和质感几乎与它们一致。</translation>
    </message>
    <message>
        <source>%1: related to them, and still easily told apart.</source>
        <translation>%1：与它们相近，但仍很容易分辨。</translation>
    </message>
    <message>
        <source>%1: little more than their colours. Longer training usually brings it closer.</source>
        <translation>%1：只学到了大致的颜色。训练更久通常会更接近。</translation>
    </message>
</context>
<context>
    <name>GanStep</name>
    <message>
        <source>The checkpoint</source>
        <translation>检查点</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>Learning steadily</source>
        <translation>学习稳定</translation>
    </message>
    <message>
        <source>The drawn pictures are %1 % as varied as yours; the discriminator is right in %2 % of its guesses.</source>
        <translation>生成图片的丰富程度是你的 %1 %；判别器的判断有 %2 % 正确。</translation>
    </message>
    <message>
        <source>The drawn pictures are %1 % as varied as yours.</source>
        <translation>生成图片的丰富程度是你的 %1 %。</translation>
    </message>
    <message>
        <source>The discriminator is too strong</source>
        <translation>判别器太强</translation>
    </message>
    <message>
        <source>It tells real from drawn in %1 % of cases, so the generator learns little from it.</source>
        <translation>它在 %1 % 的情况下能分辨真实与生成，生成器从中学到的很少。</translation>
    </message>
    <message>
        <source>Give it a few more minutes. If it stays so, raise R1 gamma or the augmentation, or lower the discriminator&apos;s learning rate.</source>
        <translation>再给它几分钟。若仍如此，请提高 R1 gamma 或增强，或降低判别器的学习率。</translation>
    </message>
    <message>
        <source>The pictures are becoming alike</source>
        <translation>图片变得彼此相像</translation>
    </message>
    <message>
        <source>The drawn pictures are %1 % as varied as yours; at best they were %2 %.</source>
        <translation>生成图片的丰富程度是你的 %1 %；最好时是 %2 %。</translation>
    </message>
    <message>
        <source>Go back to an earlier checkpoint and branch from it with a lower learning rate, or add more varied pictures.</source>
        <translation>回到较早的检查点，以较低的学习率分支，或添加更多样的图片。</translation>
    </message>
    <message>
        <source>It is beginning to copy your pictures</source>
        <translation>它开始复制你的图片</translation>
    </message>
    <message>
        <source>%1 % of the drawn pictures are nearly the same as a training picture.</source>
        <translation>%1 % 的生成图片与某张训练图片几乎相同。</translation>
    </message>
    <message>
        <source>Stop here, or add more pictures, mirrored copies or augmentation.</source>
        <translation>就此停止，或添加图片、镜像副本或增强。</translation>
    </message>
    <message>
        <source>It is learning your pictures by heart</source>
        <translation>它在背诵你的图片</translation>
    </message>
    <message>
        <source>Stop here, or add more pictures or mirrored copies.</source>
        <translation>就此停止，或添加图片或镜像副本。</translation>
    </message>
    <message>
        <source>The discriminator knows training pictures by %1 points more often than pictures it never saw.</source>
        <translation>判别器认出训练图片的比例，比认出从未见过的图片高 %1 个百分点。</translation>
    </message>
    <message>
        <source>Stop soon, or add more pictures, mirrored copies or augmentation.</source>
        <translation>尽快停止，或添加图片、镜像副本或增强。</translation>
    </message>
    <message>
        <source>Finding its feet</source>
        <translation>正在找感觉</translation>
    </message>
    <message>
        <source>Too early to say how it goes.</source>
        <translation>现在判断还太早。</translation>
    </message>
    <message>
        <source>Went back to the last good state</source>
        <translation>已回到最后的良好状态</translation>
    </message>
    <message>
        <source>%1 Attempt %2 of %3, with half the learning rate and other random draws.</source>
        <translation>%1 第 %2 次尝试，共 %3 次，学习率减半并换用别的随机数。</translation>
    </message>
    <message>
        <source>Nothing to do now. If it happens again, choose a lower learning rate.</source>
        <translation>现在无需做什么。若再次发生，请选择较低的学习率。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Explore what it learned on the Create page.</source>
        <translation>到创作页探索它学到的东西。</translation>
    </message>
    <message>
        <source>The loss was not a number any more.</source>
        <translation>损失不再是一个数字。</translation>
    </message>
    <message>
        <source>The loss exploded to %1.</source>
        <translation>损失暴增到 %1。</translation>
    </message>
    <message>
        <source>Pictures it never saw come out %1 times as far off as those it was trained on.</source>
        <translation>它没见过的图片，还原误差是训练图片的 %1 倍。</translation>
    </message>
    <message>
        <source>The pictures are all alike</source>
        <translation>图片都很相似</translation>
    </message>
    <message>
        <source>The drawn pictures are %1 % as varied as yours, and were never much more varied.</source>
        <translation>绘制的图片的多样性是你的图片的 %1 %，而且从未明显更高。</translation>
    </message>
    <message>
        <source>No earlier checkpoint is better. Start a new run with a lower learning rate or another preset, or add more varied pictures.</source>
        <translation>更早的检查点也不会更好。请用更低的学习率或另一个预设重新训练，或添加更多样的图片。</translation>
    </message>
</context>
<context>
    <name>ImageSampler</name>
    <message>
        <source>This point has %1 values, the model needs %2. It belongs to another model.</source>
        <translation>这个位置有 %1 个数值，模型需要 %2 个。它属于另一个模型。</translation>
    </message>
    <message>
        <source>This point has %1 class weights, the model has %2 classes. It belongs to another model.</source>
        <translation>这个位置有 %1 个类别权重，模型有 %2 个类别。它属于另一个模型。</translation>
    </message>
    <message>
        <source>Truncation lies between 0 and 2.</source>
        <translation>截断在 0 到 2 之间。</translation>
    </message>
    <message>
        <source>This model cannot encode pictures. Train the VAE preset for that.</source>
        <translation>这个模型不能编码图片。请用 VAE 预设训练。</translation>
    </message>
    <message>
        <source>The model encodes pictures of %1 x %1 pixels in %2.</source>
        <translation>模型编码 %1 x %1 像素的%2图片。</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>彩色</translation>
    </message>
</context>
<context>
    <name>Interpolation</name>
    <message>
        <source>Choose at least one point to mix.</source>
        <translation>请至少选择一个位置来混合。</translation>
    </message>
    <message>
        <source>These points come from different models and cannot be mixed.</source>
        <translation>这些位置来自不同的模型，不能混合。</translation>
    </message>
    <message>
        <source>Each point needs one weight.</source>
        <translation>每个位置需要一个权重。</translation>
    </message>
    <message>
        <source>The weights of a mix must add up to more than zero.</source>
        <translation>混合的权重之和必须大于零。</translation>
    </message>
    <message>
        <source>A pad has one to four corners.</source>
        <translation>移动板有一到四个角。</translation>
    </message>
    <message>
        <source>A path needs at least 2 steps.</source>
        <translation>路径至少需要 2 步。</translation>
    </message>
</context>
<context>
    <name>LanguageStep</name>
    <message>
        <source>The checkpoint</source>
        <translation>检查点</translation>
    </message>
</context>
<context>
    <name>Media</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创作</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Choose and look over the pictures to learn from (Ctrl+1)</source>
        <translation>选择并查看要学习的图片（Ctrl+1）</translation>
    </message>
    <message>
        <source>Let a model learn from them and watch it (Ctrl+2)</source>
        <translation>让模型从中学习并观看（Ctrl+2）</translation>
    </message>
    <message>
        <source>Draw new pictures, mix them, export them (Ctrl+3)</source>
        <translation>绘制新图片、混合、导出（Ctrl+3）</translation>
    </message>
    <message>
        <source>See how good and how original they are (Ctrl+4)</source>
        <translation>看看它们有多好、有多原创（Ctrl+4）</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>添加图片…</translation>
    </message>
    <message>
        <source>Export pictures…</source>
        <translation>导出图片…</translation>
    </message>
    <message>
        <source>My pictures</source>
        <translation>我的图片</translation>
    </message>
    <message>
        <source>Try the built-in sample</source>
        <translation>试试内置样例</translation>
    </message>
    <message>
        <source>1,200 pictures drawn by this program: train on them without bringing any</source>
        <translation>本程序绘制的 1,200 张图片：无需自备图片即可训练</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Choose and look over the texts to learn from (Ctrl+1)</source>
        <translation>选择并查看供学习的文本（Ctrl+1）</translation>
    </message>
    <message>
        <source>Write together with the model, export the text (Ctrl+3)</source>
        <translation>与模型一起写作，导出文本（Ctrl+3）</translation>
    </message>
    <message>
        <source>See how well and how originally it writes (Ctrl+4)</source>
        <translation>看看它写得多好、多有原创性（Ctrl+4）</translation>
    </message>
    <message>
        <source>Add texts…</source>
        <translation>添加文本…</translation>
    </message>
    <message>
        <source>Export the text…</source>
        <translation>导出文本…</translation>
    </message>
    <message>
        <source>My texts</source>
        <translation>我的文本</translation>
    </message>
    <message>
        <source>Built-in texts in English</source>
        <translation>内置英文文本</translation>
    </message>
    <message>
        <source>Cities of the future, written for this program and free to use</source>
        <translation>《未来的城市》，为本程序而写，可自由使用</translation>
    </message>
    <message>
        <source>in Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Cities of the future, in Chinese, written for this program and free to use</source>
        <translation>中文版《未来的城市》，为本程序而写，可自由使用</translation>
    </message>
    <message>
        <source>in both languages</source>
        <translation>两种语言</translation>
    </message>
    <message>
        <source>Cities of the future, in English and Chinese, one model for both</source>
        <translation>中英文《未来的城市》，用一个模型学习两种语言</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>作曲</translation>
    </message>
    <message>
        <source>Choose and listen to the melodies to learn from (Ctrl+1)</source>
        <translation>选择并试听供学习的旋律（Ctrl+1）</translation>
    </message>
    <message>
        <source>Let a model learn from them and hear it (Ctrl+2)</source>
        <translation>让模型向它们学习，并听听成果（Ctrl+2）</translation>
    </message>
    <message>
        <source>Compose together with the model, export the music (Ctrl+3)</source>
        <translation>与模型一起作曲，导出音乐（Ctrl+3）</translation>
    </message>
    <message>
        <source>See how well and how originally it composes (Ctrl+4)</source>
        <translation>看看它作曲作得多好、多有原创性（Ctrl+4）</translation>
    </message>
    <message>
        <source>Add melodies…</source>
        <translation>添加旋律…</translation>
    </message>
    <message>
        <source>Export the music…</source>
        <translation>导出音乐…</translation>
    </message>
    <message>
        <source>My music</source>
        <translation>我的音乐</translation>
    </message>
    <message>
        <source>images</source>
        <translation>张图片</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>image %1 · %2</source>
        <comment>how far a training is, and for how long</comment>
        <translation>第 %1 张图片 · %2</translation>
    </message>
    <message>
        <source>token %1 · %2</source>
        <comment>how far a training is, and for how long</comment>
        <translation>第 %1 个词元 · %2</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图片</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>%1 images/s</source>
        <translation>每秒 %1 张图片</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>Try the built-in melodies</source>
        <translation>试试内置旋律</translation>
    </message>
    <message>
        <source>Tunes composed by this program: train on them without bringing any</source>
        <translation>由本程序创作的曲子：不带素材也能用它们训练</translation>
    </message>
</context>
<context>
    <name>MelodyCodec</name>
    <message>
        <source>The description of the events is damaged: %1.</source>
        <translation>音乐事件的描述已损坏：%1。</translation>
    </message>
</context>
<context>
    <name>MelodyEvaluation</name>
    <message>
        <source>Reading held-out tunes</source>
        <translation>正在读取留出的乐曲</translation>
    </message>
    <message>
        <source>Composing samples</source>
        <translation>正在创作样本</translation>
    </message>
    <message>
        <source>Comparing samples with your tunes</source>
        <translation>正在把样本与你的乐曲比较</translation>
    </message>
    <message>
        <source>Foretelling</source>
        <translation>预知</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 比特</translation>
    </message>
    <message>
        <source>Counting the last five events: %1</source>
        <translation>只数前五个事件：%1</translation>
    </message>
    <message>
        <source>Bits the model needs for a note of tunes it never heard; less is better. The comparison is a Markov model of order 5 on the same events</source>
        <translation>模型对从未听过的曲子每个音所需的比特数；越少越好。比较对象是同样事件上的五阶马尔可夫模型</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>No tunes were held out, so it cannot be said how well it does on new ones.</source>
        <translation>没有留作检验的曲子，无法说它对新曲子的把握。</translation>
    </message>
    <message>
        <source>It knows how your tunes go on much better than counting could.</source>
        <translation>它比单纯计数更懂你的曲子怎样往下走。</translation>
    </message>
    <message>
        <source>It knows a little more than counting which event follows which.</source>
        <translation>它只比单纯计数多懂一点。</translation>
    </message>
    <message>
        <source>Counting would still do better; train for longer.</source>
        <translation>单纯计数仍然更好；请训练更久。</translation>
    </message>
    <message>
        <source>the same would be %1; KL divergence %2</source>
        <translation>完全相同为 %1；KL 散度 %2</translation>
    </message>
    <message>
        <source>Overlap of two histograms: the sum of the smaller shares</source>
        <translation>两个直方图的重叠：较小份额之和</translation>
    </message>
    <message>
        <source>Its %1 are those of your tunes.</source>
        <translation>它的%1与你的曲子一致。</translation>
    </message>
    <message>
        <source>Its %1 are near those of your tunes.</source>
        <translation>它的%1接近你的曲子。</translation>
    </message>
    <message>
        <source>Its %1 are not yet those of your tunes.</source>
        <translation>它的%1还不像你的曲子。</translation>
    </message>
    <message>
        <source>in your tunes: %1</source>
        <translation>在你的曲子中：%1</translation>
    </message>
    <message>
        <source>Originality</source>
        <translation>原创性</translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 个音</translation>
    </message>
    <message>
        <source>new tunes of the same kind share %1</source>
        <translation>同类的新曲子共有 %1</translation>
    </message>
    <message>
        <source>Longest passage shared with a training tune, in whatever key: the median of what it composed</source>
        <translation>与训练曲目共有的最长片段（不论调）：所写旋律的中位数</translation>
    </message>
    <message>
        <source>It shares no more with your tunes than new tunes of their kind do.</source>
        <translation>它与你的曲子的共同之处不比同类新曲子多。</translation>
    </message>
    <message>
        <source>It quotes your tunes here and there; look at the passages below.</source>
        <translation>它不时引用你的曲子；请看下面的片段。</translation>
    </message>
    <message>
        <source>It has learned long passages by heart; look before you publish.</source>
        <translation>它背下了长段；发表前请先看看。</translation>
    </message>
    <message>
        <source>Pitches</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>pitches</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>Note values</source>
        <translation>时值</translation>
    </message>
    <message>
        <source>note values</source>
        <translation>时值</translation>
    </message>
    <message>
        <source>In the scale</source>
        <translation>在音阶内</translation>
    </message>
    <message>
        <source>So many of its notes stay in one scale.</source>
        <translation>它有这么多音留在同一音阶内。</translation>
    </message>
    <message>
        <source>Share of a tune&apos;s notes in the scale that holds most of them</source>
        <translation>一首曲子中属于最合适音阶的音所占的份额</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>So much a bar is like the likest bar before it.</source>
        <translation>一小节与之前最像的小节有多像。</translation>
    </message>
    <message>
        <source>Self-similarity of bars: notes with the same place and pitch</source>
        <translation>小节的自相似度：位置和音高相同的音</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>音域</translation>
    </message>
    <message>
        <source>%1 semitones</source>
        <translation>%1 个半音</translation>
    </message>
    <message>
        <source>From its lowest to its highest note.</source>
        <translation>从最低音到最高音。</translation>
    </message>
    <message>
        <source>Mean of the tunes</source>
        <translation>各曲子的平均</translation>
    </message>
    <message>
        <source>Rebuilding</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>on the way, neighbours differ by %1, the ends by %2</source>
        <translation>途中相邻的差 %1，两端差 %2</translation>
    </message>
    <message>
        <source>Notes of held-out melodies that come back through the latent space with place, pitch and length</source>
        <translation>留作检验的旋律经潜在空间后位置、音高和时值都回来的音</translation>
    </message>
    <message>
        <source>Its space holds your melodies well.</source>
        <translation>它的空间很好地容纳了你的旋律。</translation>
    </message>
    <message>
        <source>Its space holds the outline of your melodies.</source>
        <translation>它的空间容纳了你的旋律的轮廓。</translation>
    </message>
    <message>
        <source>Its space does not hold your melodies yet; train for longer.</source>
        <translation>它的空间还容纳不了你的旋律；请训练更久。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Mean loss on an event of tunes it never heard, in nats; less is better</source>
        <translation>在它从未听过的乐曲上，每个事件的平均损失（单位：奈特）；越小越好</translation>
    </message>
    <message>
        <source>%1 nats</source>
        <translation>%1 奈特</translation>
    </message>
    <message>
        <source>What comes next in a new tune is to it like a choice among %1.</source>
        <translation>对它来说，新乐曲的下一步就像在 %1 个选项中选一个。</translation>
    </message>
    <message>
        <source>Steps between notes</source>
        <translation>音符间的音程</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>音程</translation>
    </message>
    <message>
        <source>Places in the bar</source>
        <translation>小节内的位置</translation>
    </message>
    <message>
        <source>places in the bar</source>
        <translation>小节内的位置</translation>
    </message>
</context>
<context>
    <name>MelodyMatches</name>
    <message>
        <source>%1 is no list of training tunes. Prepare the music again.</source>
        <translation>%1 不是训练乐曲的清单。请重新准备音乐。</translation>
    </message>
</context>
<context>
    <name>MelodyPicture</name>
    <message>
        <source>The name %1 should end in .png or .svg.</source>
        <translation>名称 %1 应以 .png 或 .svg 结尾。</translation>
    </message>
    <message>
        <source>A picture has 16 to 16,000 pixels on a side, not %1 x %2.</source>
        <translation>图片每边应为 16 到 16,000 像素，而不是 %1 x %2。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>MelodySampler</name>
    <message>
        <source>%1 is no model of music.</source>
        <translation>%1 不是音乐模型。</translation>
    </message>
    <message>
        <source>%1 is damaged: its events do not fit its network.</source>
        <translation>%1 已损坏：其中的事件与网络不符。</translation>
    </message>
    <message>
        <source>Only a melody space (melody-vae) knows what lies between two tunes. Train one for that.</source>
        <translation>只有旋律空间（melody-vae）知道两首曲子之间有什么。请为此训练一个。</translation>
    </message>
    <message>
        <source>A melody space cannot go on with a tune or fill a gap. Train a music-transformer or a melody-lstm for that.</source>
        <translation>旋律空间不能续写乐曲，也不能填补空缺。请为此训练 music-transformer 或 melody-lstm。</translation>
    </message>
    <message>
        <source>Between 1 and %1 bars can be composed at once, not %2.</source>
        <translation>一次可以创作 1 到 %1 小节，而不是 %2 小节。</translation>
    </message>
    <message>
        <source>This model has not learned %1/%2. It knows %3.</source>
        <translation>这个模型没有学过 %1/%2 拍。它会的是 %3。</translation>
    </message>
    <message>
        <source>The pitch range leaves no notes: this model knows notes from %1 to %2.</source>
        <translation>这个音域里没有可用的音：这个模型会的音从 %1 到 %2。</translation>
    </message>
    <message>
        <source>There are no notes to begin from. Choose a tune that has a melody.</source>
        <translation>没有可以作为起点的音符。请选一首有旋律的曲子。</translation>
    </message>
    <message>
        <source>The gap has no length. Select the place that is to be filled.</source>
        <translation>空缺没有长度。请选中要填补的地方。</translation>
    </message>
    <message>
        <source>New music in a tune keeps its metre, here %1/%2, so that %3/%4 cannot be asked for. Leave the metre out.</source>
        <translation>曲子中的新音乐沿用它本来的拍号（这里是 %1/%2），不能要求 %3/%4。请不要指定拍号。</translation>
    </message>
    <message>
        <source>The gap lies behind the end of the tune. Continue the tune instead.</source>
        <translation>空缺在乐曲结尾之后。请改用续写。</translation>
    </message>
    <message>
        <source>The music cannot go on more than %1 bars behind the end of the tune.</source>
        <translation>音乐最多只能在乐曲结尾之后 %1 小节处继续。</translation>
    </message>
    <message>
        <source>Between %1 and %2 tunes can be composed at once, not %3.</source>
        <translation>一次可以作 %1 到 %2 首曲子，不能是 %3 首。</translation>
    </message>
</context>
<context>
    <name>MelodyShelf</name>
    <message>
        <source>Generated by a model (%1, %2), trained on %3, seed %4, with Capriccio %5</source>
        <translation>由模型生成（%1，%2），训练自 %3，种子 %4，使用 Capriccio %5</translation>
    </message>
    <message>
        <source>Generated by a model as it learned (%1), trained on %2, with Capriccio %3</source>
        <translation>由学习中的模型生成（%1），训练自 %2，使用 Capriccio %3</translation>
    </message>
</context>
<context>
    <name>ModelInfo</name>
    <message>
        <source>&quot;%1&quot; is missing in its description</source>
        <translation>说明中缺少“%1”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a whole number from %2 to %3</source>
        <translation>“%1”必须是 %2 到 %3 之间的整数</translation>
    </message>
    <message>
        <source>it was not made by Capriccio</source>
        <translation>它不是由 Capriccio 制作的</translation>
    </message>
    <message>
        <source>it needs %1 or newer</source>
        <translation>它需要 %1 或更新版本</translation>
    </message>
    <message>
        <source>it holds neither a model nor a checkpoint</source>
        <translation>它既不是模型也不是检查点</translation>
    </message>
    <message>
        <source>%1 holds numbers that are not finite (%2): what it makes may be empty or noise. Open an earlier checkpoint, or train again.</source>
        <translation>%1 含有非有限的数字（%2）：它做出的东西可能是空白或噪声。请打开较早的检查点，或重新训练。</translation>
    </message>
</context>
<context>
    <name>MusicFiles</name>
    <message>
        <source>melody</source>
        <translation>旋律</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>%1M</source>
        <extracomment>millions, on an axis: 1.2M</extracomment>
        <translation>%1M</translation>
    </message>
    <message>
        <source>%1k</source>
        <extracomment>thousands, on an axis: 30k</extracomment>
        <translation>%1k</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a share in per cent: 88 %</extracomment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>More channels can learn more, and take longer for every step</source>
        <translation>通道越多学得越多，每一步也越久</translation>
    </message>
    <message>
        <source>chosen from resolution, measured speed and time</source>
        <translation>由分辨率、测得的速度和时间决定</translation>
    </message>
    <message>
        <source>chosen from the resolution</source>
        <translation>由分辨率决定</translation>
    </message>
    <message>
        <source>the network&apos;s own width</source>
        <translation>网络本身的宽度</translation>
    </message>
    <message>
        <source>How many numbers a picture is drawn from</source>
        <translation>一张图片由多少个数字画出</translation>
    </message>
    <message>
        <source>Share of the learning rate that is gone at the end: pictures settle and sharpen</source>
        <translation>结束时学习率减少的比例：图片会稳定并变清晰</translation>
    </message>
    <message>
        <source>constant learning rate</source>
        <translation>学习率不变</translation>
    </message>
    <message>
        <source>Pictures seen until half of the averaged model is renewed: longer is steadier</source>
        <translation>看过多少图片后平均模型更新一半：越长越稳</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>张图片</translation>
    </message>
    <message>
        <source>no averaging</source>
        <translation>不取平均</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>How long the training runs</source>
        <translation>训练持续多久</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>no limit by time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Optimiser steps after which the training ends</source>
        <translation>训练在多少优化步后结束</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>no limit by steps</source>
        <translation>不限步数</translation>
    </message>
    <message>
        <source>Run seed</source>
        <translation>训练种子</translation>
    </message>
    <message>
        <source>The same number on the same machine gives the same training again</source>
        <translation>在同一台电脑上，同一个数字得到同样的训练</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>CPU 线程</translation>
    </message>
    <message>
        <source>How much of the processor the training takes</source>
        <translation>训练占用多少处理器</translation>
    </message>
    <message>
        <source>chosen by a short measurement</source>
        <translation>由短暂测量决定</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Number format of the computation: bfloat16 is faster on processors made for it</source>
        <translation>计算所用的数字格式：在支持 bfloat16 的处理器上它更快</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量后决定</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Pictures looked at in one step: more is steadier, fewer gives quicker steps</source>
        <translation>每一步看多少张图片：多则更稳，少则每步更快</translation>
    </message>
    <message>
        <source>Time between checkpoints</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>At most this much training is lost in a power cut</source>
        <translation>断电时最多损失这么多训练</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation>保留的检查点</translation>
    </message>
    <message>
        <source>How many checkpoints stay besides the best one</source>
        <translation>除最佳检查点外还保留几个</translation>
    </message>
    <message>
        <source>Time between previews</source>
        <translation>预览间隔</translation>
    </message>
    <message>
        <source>How often the grid of pictures is drawn again</source>
        <translation>多久重新绘制一次图片网格</translation>
    </message>
    <message>
        <source>a preview with every report</source>
        <translation>每次报告都预览</translation>
    </message>
    <message>
        <source>Preview pictures</source>
        <translation>预览图片</translation>
    </message>
    <message>
        <source>How many pictures are redrawn as it learns</source>
        <translation>学习过程中重新绘制多少张图片</translation>
    </message>
    <message>
        <source>Latent size</source>
        <translation>潜向量大小</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>What generator and discriminator play for</source>
        <translation>生成器和判别器为何而争</translation>
    </message>
    <message>
        <source>Non-saturating</source>
        <translation>非饱和</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>合页</translation>
    </message>
    <message>
        <source>Wasserstein (WGAN-GP)</source>
        <translation>Wasserstein（WGAN-GP）</translation>
    </message>
    <message>
        <source>Relativistic (RpGAN)</source>
        <translation>相对论式（RpGAN）</translation>
    </message>
    <message>
        <source>Learning rate G</source>
        <translation>生成器学习率</translation>
    </message>
    <message>
        <source>Step size of the generator: larger learns faster, too large never settles</source>
        <translation>生成器的步长：大则学得快，太大则无法稳定</translation>
    </message>
    <message>
        <source>Learning rate D</source>
        <translation>判别器学习率</translation>
    </message>
    <message>
        <source>Step size of the discriminator: larger makes a stricter judge</source>
        <translation>判别器的步长：越大，评判越严</translation>
    </message>
    <message>
        <source>Adam beta 1</source>
        <translation>Adam beta 1</translation>
    </message>
    <message>
        <source>How long a step keeps its direction</source>
        <translation>一步保持其方向多久</translation>
    </message>
    <message>
        <source>no momentum</source>
        <translation>无动量</translation>
    </message>
    <message>
        <source>Adam beta 2</source>
        <translation>Adam beta 2</translation>
    </message>
    <message>
        <source>How long the size of past gradients is remembered</source>
        <translation>过去梯度的大小被记住多久</translation>
    </message>
    <message>
        <source>Learning rate decay</source>
        <translation>学习率衰减</translation>
    </message>
    <message>
        <source>R1 gamma</source>
        <translation>R1 gamma</translation>
    </message>
    <message>
        <source>Calms the discriminator on real pictures: more is steadier and softer</source>
        <translation>让判别器在真实图片上更平静：越多越稳、越柔和</translation>
    </message>
    <message>
        <source>R2 gamma</source>
        <translation>R2 gamma</translation>
    </message>
    <message>
        <source>Calms the discriminator on drawn pictures</source>
        <translation>让判别器在生成图片上更平静</translation>
    </message>
    <message>
        <source>Gamma at the end</source>
        <translation>结束时的 gamma</translation>
    </message>
    <message>
        <source>Share of both gammas left at the end of the run: less calms at the start and sharpens at the end</source>
        <translation>训练结束时两个 gamma 剩下的比例：越小，开始时越平静，结束时越清晰</translation>
    </message>
    <message>
        <source>Penalty interval</source>
        <translation>惩罚间隔</translation>
    </message>
    <message>
        <source>Steps between gradient penalties: more is faster</source>
        <translation>两次梯度惩罚之间的步数：越多越快</translation>
    </message>
    <message>
        <source>Gradient penalty</source>
        <translation>梯度惩罚</translation>
    </message>
    <message>
        <source>Weight of the penalty of WGAN-GP; other objectives do not use it</source>
        <translation>WGAN-GP 惩罚的权重；其他目标函数不使用</translation>
    </message>
    <message>
        <source>Critic steps</source>
        <translation>评判步数</translation>
    </message>
    <message>
        <source>Discriminator steps for each step of the generator</source>
        <translation>生成器每走一步，判别器走几步</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Shows the discriminator shifted and recoloured pictures, so that few pictures are not learned by heart</source>
        <translation>给判别器看平移和变色的图片，使少量图片不致被背下来</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>Augmentation strength</source>
        <translation>增强强度</translation>
    </message>
    <message>
        <source>Share of pictures changed by each transformation; the start value when adaptive</source>
        <translation>每种变换改变的图片比例；自适应时为起始值</translation>
    </message>
    <message>
        <source>Augmentation target</source>
        <translation>增强目标</translation>
    </message>
    <message>
        <source>How sure of real pictures the discriminator may become before the augmentation grows</source>
        <translation>判别器对真实图片有多大把握时增强才加强</translation>
    </message>
    <message>
        <source>Averaging half-life</source>
        <translation>平均半衰期</translation>
    </message>
    <message>
        <source>Averaging share</source>
        <translation>平均比例</translation>
    </message>
    <message>
        <source>The averaging half-life is at most this share of the run&apos;s pictures</source>
        <translation>平均半衰期最多为本次训练图片数的这一比例</translation>
    </message>
    <message>
        <source>no such bound</source>
        <translation>没有这个上限</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the classic discriminator&apos;s units that rest in each step</source>
        <translation>经典判别器每一步休息的单元比例</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Weight of the KL term: more gives smoother mixing, less gives sharper reconstruction</source>
        <translation>KL 项的权重：多则混合更平滑，少则重建更清晰</translation>
    </message>
    <message>
        <source>a plain autoencoder</source>
        <translation>普通自编码器</translation>
    </message>
    <message>
        <source>KL warm-up</source>
        <translation>KL 预热</translation>
    </message>
    <message>
        <source>Share of the run over which beta rises from 0</source>
        <translation>beta 从 0 升起所占的训练比例</translation>
    </message>
    <message>
        <source>full weight from the start</source>
        <translation>从一开始就是全部权重</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Step size: larger learns faster, too large never settles</source>
        <translation>步长：大则学得快，太大则无法稳定</translation>
    </message>
    <message>
        <source>By repetition</source>
        <translation>按重复次数</translation>
    </message>
    <message>
        <source>How many passages are looked at in one step</source>
        <translation>每一步看多少段</translation>
    </message>
    <message>
        <source>How often the samples are written again</source>
        <translation>多久重写一次样例</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>How many samples are written again as it learns</source>
        <translation>学习过程中重写多少个样例</translation>
    </message>
    <message>
        <source>chosen from data and time</source>
        <translation>由数据和时间决定</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Learning rate at the end</source>
        <translation>结束时的学习率</translation>
    </message>
    <message>
        <source>Share of the learning rate left at the end of the run, reached along a cosine</source>
        <translation>训练结束时剩下的学习率比例，沿余弦下降</translation>
    </message>
    <message>
        <source>falls to nothing</source>
        <translation>降到零</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls weights towards zero: more copies less and learns less by heart</source>
        <translation>把权重拉向零：越大越少照抄、越少死记</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest norm of all gradients together: less is steadier</source>
        <translation>全部梯度合计的最大范数：越小越稳</translation>
    </message>
    <message>
        <source>Share of units that rest in each step: more copies less, learns slower</source>
        <translation>每一步休息的单元比例：越大越少照抄，学得越慢</translation>
    </message>
    <message>
        <source>Half-life of the averaged weights as a share of the steps done: longer is steadier</source>
        <translation>平均权重的半衰期，占已完成步数的比例：越长越稳</translation>
    </message>
    <message>
        <source>Early stop</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Looks at the held-out part without improvement before the run ends</source>
        <translation>留出部分连续多少次没有改进就结束训练</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>次验证</translation>
    </message>
    <message>
        <source>runs to its end</source>
        <translation>训练到底</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>More layers can learn more, and take longer for every step</source>
        <translation>层数越多能学得越多，每一步也越慢</translation>
    </message>
    <message>
        <source>Wider layers can learn more, and take longer for every step</source>
        <translation>层越宽能学得越多，每一步也越慢</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>How many places of the text a layer looks at together</source>
        <translation>一层同时关注文本中的多少处</translation>
    </message>
    <message>
        <source>width / 32</source>
        <translation>宽度 / 32</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>How far it looks back</source>
        <translation>回看多远</translation>
    </message>
    <message>
        <source>chosen from the width</source>
        <translation>由宽度决定</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of the run over which the step size rises</source>
        <translation>步长上升阶段占训练的比例</translation>
    </message>
    <message>
        <source>full step size from the start</source>
        <translation>一开始就用完整步长</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of the target spread over all tokens: more is less sure of itself</source>
        <translation>分给所有词元的目标比例：越大越不自信</translation>
    </message>
    <message>
        <source>Fill in the middle</source>
        <translation>填补中间</translation>
    </message>
    <message>
        <source>Share of passages it learns to complete from both ends, so that gaps can be filled</source>
        <translation>学习从两端补全的段落比例，这样才能填补空缺</translation>
    </message>
    <message>
        <source>How many numbers a sentence or melody is written from</source>
        <translation>一个句子或旋律由多少个数字写成</translation>
    </message>
    <message>
        <source>Longest item</source>
        <translation>最长条目</translation>
    </message>
    <message>
        <source>Items longer than this are left out</source>
        <translation>更长的条目会被略去</translation>
    </message>
    <message>
        <source>chosen from the data</source>
        <translation>由数据决定</translation>
    </message>
    <message>
        <source>Free bits</source>
        <translation>自由比特</translation>
    </message>
    <message>
        <source>Information each latent number may carry for free: more keeps the space from being ignored</source>
        <translation>每个潜变量可免费携带的信息：越大越能避免潜空间被忽略</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>奈特</translation>
    </message>
    <message>
        <source>Word dropout</source>
        <translation>词丢弃</translation>
    </message>
    <message>
        <source>Share of words hidden from the writer, so that it must look at the latent point</source>
        <translation>对书写者隐藏的词的比例，使它必须参考潜点</translation>
    </message>
    <message>
        <source>Items without a point</source>
        <translation>不带潜点的条目</translation>
    </message>
    <message>
        <source>Share of the items learned without their latent point, so that points between items can lean on plain writing</source>
        <translation>不带潜点学习的条目比例，使条目之间的点可以依靠普通书写</translation>
    </message>
    <message>
        <source>Most passes</source>
        <translation>最多遍数</translation>
    </message>
    <message>
        <source>How often a run by minutes goes through the material at most, before it learns it by heart</source>
        <translation>按时间进行的训练最多把材料看几遍，以免把它背下来</translation>
    </message>
    <message>
        <source>Upsampling</source>
        <translation>上采样</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>What Studio GAN begins with: what it has learned on pictures that the studio draws itself, the built-in sample set among them (at the usual width and latent), or chance alone</source>
        <translation>Studio GAN 从什么开始：在工作室自己绘制的图片（包括内置示例集）上学到的内容（宽度和潜向量为常用大小时），或完全随机</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>From the sample set</source>
        <translation>来自示例集</translation>
    </message>
    <message>
        <source>How Studio GAN doubles its features: bilinear draws smooth areas, nearest leaves a plaid in them</source>
        <translation>Studio GAN 如何放大特征：双线性画出平滑的色块，最近邻会留下格纹</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>passages</source>
        <translation>段</translation>
    </message>
</context>
<context>
    <name>PictureExport</name>
    <message>
        <source>A sheet needs at least one picture and one column.</source>
        <translation>小样表至少需要一张图片和一列。</translation>
    </message>
    <message>
        <source>A sheet of %1 x %2 pixels is too large. Choose fewer pictures, more columns or a smaller scale.</source>
        <translation>%1 x %2 像素的小样表太大。请减少图片、增加列数或减小倍数。</translation>
    </message>
    <message>
        <source>its field %1 is damaged</source>
        <translation>字段 %1 已损坏</translation>
    </message>
    <message>
        <source>%1 could not be saved: the picture cannot be written as PNG. Choose a smaller scale.</source>
        <translation>无法保存 %1：图片无法写成 PNG。请减小倍数。</translation>
    </message>
    <message>
        <source>its details need a newer Capriccio</source>
        <translation>其中的详细信息需要更新的 Capriccio</translation>
    </message>
    <message>
        <source>%1 could not be saved: its details cannot be written. Save without details.</source>
        <translation>无法保存 %1：无法写入详细信息。请不带详细信息保存。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 无法读取：%2</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>it is too large for a picture</source>
        <translation>对图片来说太大</translation>
    </message>
    <message>
        <source>it is not a picture, or it is damaged</source>
        <translation>它不是图片，或已损坏</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Studio GAN</source>
        <translation>Studio GAN</translation>
    </message>
    <message>
        <source>The best start for your own pictures, from 50 of them up to thousands, in grey or colour. It has practised on pictures that the studio draws itself.</source>
        <translation>处理你自己的图片的最佳起点，五十张到几千张，灰度或彩色。它已经用工作室自己绘制的图片练习过。</translation>
    </message>
    <message>
        <source>DCGAN</source>
        <translation>DCGAN</translation>
    </message>
    <message>
        <source>The reference network of 2016, to compare with what others have published; it wants many pictures and much time.</source>
        <translation>2016 年的参考网络，用来与别人发表的结果比较；它需要很多图片和时间。</translation>
    </message>
    <message>
        <source>Classic GAN</source>
        <translation>经典 GAN</translation>
    </message>
    <message>
        <source>The fully connected network the idea began with, for small grey pictures such as handwritten digits.</source>
        <translation>这一想法最初的全连接网络，适合手写数字那样的小幅灰度图片。</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Soft but steady: it takes your own pictures into its space, so that you can blend one into another.</source>
        <translation>柔和而稳定：它把你自己的图片带入它的空间，使你能把一张融入另一张。</translation>
    </message>
    <message>
        <source>%1 must be one of: %2</source>
        <translation>%1 必须是其中之一：%2</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3</source>
        <translation>%1 必须是 %2 到 %3 之间的整数</translation>
    </message>
    <message>
        <source>%1 must be a number from %2 to %3</source>
        <translation>%1 必须是 %2 到 %3 之间的数</translation>
    </message>
    <message>
        <source>architecture &quot;%1&quot; is not known</source>
        <translation>不认识架构“%1”</translation>
    </message>
    <message>
        <source>the option &quot;%1&quot; is not known</source>
        <translation>不认识选项“%1”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must list sizes in pixels</source>
        <translation>“%1”必须列出像素尺寸</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a text</source>
        <translation>“%1”必须是文字</translation>
    </message>
    <message>
        <source>The option &quot;%1&quot; is not known. There are: %2</source>
        <translation>不认识选项“%1”。有这些：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known in a preset</source>
        <translation>预设中不认识“%1”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be 0 (grey or colour) or 1 (grey only)</source>
        <translation>“%1”必须是 0（灰度或彩色）或 1（仅灰度）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must hold options by name</source>
        <translation>“%1”必须按名称给出选项</translation>
    </message>
    <message>
        <source>%1 is damaged. Install Capriccio again.</source>
        <translation>%1 已损坏。请重新安装 Capriccio。</translation>
    </message>
    <message>
        <source>There is no preset &quot;%1&quot;. There are: %2</source>
        <translation>没有预设“%1”。有这些：%2</translation>
    </message>
    <message>
        <source>GPT</source>
        <translation>GPT</translation>
    </message>
    <message>
        <source>The best start for your own writing: it continues, fills gaps and answers, from a few pages up to a library.</source>
        <translation>最适合你自己文字的起点：能续写、填空和回答，从几页到一座图书馆都行。</translation>
    </message>
    <message>
        <source>Recurrent network</source>
        <translation>循环网络</translation>
    </message>
    <message>
        <source>The classic that reads letter by letter; small, with a short memory.</source>
        <translation>逐字阅读的经典模型；小巧，记忆较短。</translation>
    </message>
    <message>
        <source>Sentence VAE</source>
        <translation>句子 VAE</translation>
    </message>
    <message>
        <source>Puts sentences into a space, so that you can walk from one to another; wants many short sentences.</source>
        <translation>把句子放进一个空间，可以从一句走到另一句；需要许多短句。</translation>
    </message>
    <message>
        <source>the medium &quot;%1&quot; does not go with its architecture</source>
        <translation>媒介“%1”与其架构不符</translation>
    </message>
    <message>
        <source>Music Transformer</source>
        <translation>音乐 Transformer</translation>
    </message>
    <message>
        <source>The best start for your own tunes: it composes, continues and fills gaps, one voice or many.</source>
        <translation>用你自己的乐曲起步的首选：能创作、续写、填补空缺，单声部或多声部都行。</translation>
    </message>
    <message>
        <source>Melody LSTM</source>
        <translation>旋律 LSTM</translation>
    </message>
    <message>
        <source>The classic that writes note by note; small, with a short memory.</source>
        <translation>逐音书写的经典网络；小巧，记忆较短。</translation>
    </message>
    <message>
        <source>Melody space</source>
        <translation>旋律空间</translation>
    </message>
    <message>
        <source>Puts two bars of melody into a space, so that you can walk from one tune to another and wander around one.</source>
        <translation>把两小节旋律放进一个空间，你可以从一首曲子走到另一首，也可以在一首周围漫步。</translation>
    </message>
</context>
<context>
    <name>Project</name>
    <message>
        <source>The project folder %1 cannot be written. Choose another folder.</source>
        <translation>无法写入项目文件夹 %1。请另选文件夹。</translation>
    </message>
    <message>
        <source>Nothing can be changed in the project %1. %2</source>
        <translation>项目 %1 不能更改。%2</translation>
    </message>
    <message>
        <source>Its folder is read-only.</source>
        <translation>它的文件夹是只读的。</translation>
    </message>
    <message>
        <source>There is a project in %1 already. Open it, or choose another folder.</source>
        <translation>%1 中已有项目。请打开它，或另选文件夹。</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1 belongs to a project already. Choose another folder.</source>
        <translation>%1 已属于一个项目。请另选文件夹。</translation>
    </message>
    <message>
        <source>A training runs in this project. Stop it, then save.</source>
        <translation>这个项目中有训练在进行。请先停止再保存。</translation>
    </message>
    <message>
        <source>another program is using it. Close that program, then try again.</source>
        <translation>另一个程序正在使用它。请关闭那个程序再试。</translation>
    </message>
    <message>
        <source>writing there is not allowed. Save the project in another folder.</source>
        <translation>不允许写入此处。请把项目保存到另一个文件夹。</translation>
    </message>
    <message>
        <source>the disk is full. Free some space, then try again.</source>
        <translation>磁盘已满。请腾出空间再试。</translation>
    </message>
    <message>
        <source>the disk reports an error. Save the project on another disk.</source>
        <translation>磁盘报告错误。请把项目保存到另一个磁盘。</translation>
    </message>
    <message>
        <source>The project %1 cannot be used: %2</source>
        <translation>项目 %1 无法使用：%2</translation>
    </message>
    <message>
        <source>The project %1 is damaged; it was left as it is. Take a copy of it from your backup.</source>
        <translation>项目 %1 已损坏，已保持原样。请从备份中取一份。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>%1 无法打开：%2</translation>
    </message>
    <message>
        <source>there is no project in this folder</source>
        <translation>这个文件夹中没有项目</translation>
    </message>
    <message>
        <source>it is not a Capriccio project</source>
        <translation>它不是 Capriccio 项目</translation>
    </message>
    <message>
        <source>it needs a newer Capriccio (project version %1; this one knows %2)</source>
        <translation>它需要更新的 Capriccio（项目版本 %1；本程序支持到 %2）</translation>
    </message>
    <message>
        <source>it is damaged; it was left as it is</source>
        <translation>它已损坏，已保持原样</translation>
    </message>
    <message>
        <source>it is cut off; it was left as it is</source>
        <translation>它被截断了，已保持原样</translation>
    </message>
    <message>
        <source>There is no run %1.</source>
        <translation>没有训练 %1。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be moved. Close what has it open, then try again.</source>
        <translation>文件夹 %1 无法移动。请关闭占用它的程序再试。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of a run: preset and number</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Free some space, then try again.</source>
        <translation>无法创建文件夹 %1。请腾出空间再试。</translation>
    </message>
    <message>
        <source>%1 is being trained. Stop it, then remove it.</source>
        <translation>%1 正在训练。请先停止再移除。</translation>
    </message>
    <message>
        <source>The project is damaged; it was left as it is. Take a copy of it from your backup.</source>
        <translation>项目已损坏，已保持原样。请从备份中取一份。</translation>
    </message>
    <message>
        <source>Copying the project</source>
        <translation>正在复制项目</translation>
    </message>
    <message>
        <source>It is open in another window or command. Close it there, then open it here again.</source>
        <translation>它正在另一个窗口或命令中打开。请先在那里关闭，再在这里重新打开。</translation>
    </message>
    <message>
        <source>%1, from step %2</source>
        <comment>name of a run: its parent and where it left it</comment>
        <translation>%1，始于第 %2 步</translation>
    </message>
    <message>
        <source>%1, from step %2 (%3)</source>
        <comment>name of a run: its parent, the step, its number</comment>
        <translation>%1，始于第 %2 步（%3）</translation>
    </message>
</context>
<context>
    <name>RenderTune</name>
    <message>
        <source>%1 could not be rendered, there is no room in %2 (%3). Free some.</source>
        <translation>无法渲染 %1，%2 中空间不足（%3）。请腾出一些空间。</translation>
    </message>
    <message>
        <source>There are no notes in it, so %1 would be silent.</source>
        <translation>里面没有音符，%1 将是无声的。</translation>
    </message>
    <message>
        <source>The music lasts over four hours, which is too long to render.</source>
        <translation>音乐超过四小时，太长，无法渲染。</translation>
    </message>
</context>
<context>
    <name>RunComparison</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>学习素材</translation>
    </message>
    <message>
        <source>Tokens there are</source>
        <translation>词元种数</translation>
    </message>
</context>
<context>
    <name>RunRecorder</name>
    <message>
        <source>The folder %1 cannot be made. Choose another folder.</source>
        <translation>无法创建文件夹 %1。请另选文件夹。</translation>
    </message>
    <message>
        <source>%1 cannot be written. Free some space, then go on.</source>
        <translation>无法写入 %1。请腾出空间再继续。</translation>
    </message>
</context>
<context>
    <name>Safetensors</name>
    <message>
        <source>%1 is not a usable model: %2</source>
        <translation>%1 不是可用的模型：%2</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot;: %2</source>
        <translation>张量“%1”：%2</translation>
    </message>
    <message>
        <source>its notes are repeated</source>
        <translation>它的注释重复了</translation>
    </message>
    <message>
        <source>a field stands in it twice</source>
        <translation>其中一个字段出现了两次</translation>
    </message>
    <message>
        <source>numbers of type &quot;%1&quot; are not known</source>
        <translation>不认识“%1”类型的数字</translation>
    </message>
    <message>
        <source>its place needs a begin and an end</source>
        <translation>它的位置需要起点和终点</translation>
    </message>
    <message>
        <source>the field &quot;%1&quot; is not known</source>
        <translation>不认识字段“%1”</translation>
    </message>
    <message>
        <source>its type, shape or place is missing</source>
        <translation>缺少类型、形状或位置</translation>
    </message>
    <message>
        <source>its shape is too large</source>
        <translation>它的形状太大</translation>
    </message>
    <message>
        <source>its shape needs %1 bytes, its place has %2</source>
        <translation>它的形状需要 %1 字节，它的位置有 %2 字节</translation>
    </message>
    <message>
        <source>it overlaps another tensor</source>
        <translation>它与另一个张量重叠</translation>
    </message>
    <message>
        <source>there is a hole in front of it</source>
        <translation>它前面有一段空隙</translation>
    </message>
    <message>
        <source>the file is cut off: %1 bytes of weights expected, %2 are there</source>
        <translation>文件被截断：应有 %1 字节权重，实有 %2 字节</translation>
    </message>
    <message>
        <source>%1 bytes at its end belong to no tensor</source>
        <translation>末尾有 %1 字节不属于任何张量</translation>
    </message>
    <message>
        <source>it stands in the file twice</source>
        <translation>它在文件中出现了两次</translation>
    </message>
    <message>
        <source>the file is too short</source>
        <translation>文件太短</translation>
    </message>
    <message>
        <source>its description is longer than the format allows</source>
        <translation>它的说明超过格式允许的长度</translation>
    </message>
    <message>
        <source>the file is cut off: its description alone needs %1 bytes</source>
        <translation>文件被截断：仅说明部分就需要 %1 字节</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is no safetensors file</source>
        <translation>它不是 safetensors 文件</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
</context>
<context>
    <name>SampleWorker</name>
    <message>
        <source>The picture could not be drawn: %1</source>
        <translation>图片无法绘制：%1</translation>
    </message>
    <message>
        <source>The picture could not be drawn.</source>
        <translation>图片无法绘制。</translation>
    </message>
    <message>
        <source>There is no model yet: train one or open one.</source>
        <translation>还没有模型：请训练或打开一个。</translation>
    </message>
    <message>
        <source>This model cannot read a picture. Train a VAE to start from pictures of your own.</source>
        <translation>这个模型不能读取图片。请训练 VAE，从自己的图片出发。</translation>
    </message>
    <message>
        <source>This picture could not be read.</source>
        <translation>无法读取这张图片。</translation>
    </message>
    <message>
        <source>The pictures this model was trained on are not here.</source>
        <translation>训练这个模型的图片不在这里。</translation>
    </message>
</context>
<context>
    <name>SequenceDataset</name>
    <message>
        <source>%1 is no prepared text of Capriccio. Prepare the texts again.</source>
        <translation>%1 不是 Capriccio 准备好的文本。请重新准备文本。</translation>
    </message>
    <message>
        <source>%1 is damaged. Prepare the texts again.</source>
        <translation>%1 已损坏。请重新准备文本。</translation>
    </message>
    <message>
        <source>There is no passage %1.</source>
        <translation>没有第 %1 段。</translation>
    </message>
</context>
<context>
    <name>SequenceHealth</name>
    <message>
        <source>Learning steadily</source>
        <translation>学习稳定</translation>
    </message>
    <message>
        <source>On material it never saw the loss is %1 nats per token, %2 at best.</source>
        <translation>在它从未见过的材料上，损失为每词元 %1 奈特，最好时为 %2。</translation>
    </message>
    <message>
        <source>The loss is %1 nats per token.</source>
        <translation>损失为每词元 %1 奈特。</translation>
    </message>
    <message>
        <source>It is over-fitting</source>
        <translation>它过拟合了</translation>
    </message>
    <message>
        <source>On material it never saw the loss has risen from %1 to %2 while it goes on falling on yours.</source>
        <translation>在它从未见过的材料上，损失从 %1 升到 %2，而在你的材料上仍在下降。</translation>
    </message>
    <message>
        <source>Stop here: the best state is kept and becomes the model. More data or more dropout help.</source>
        <translation>就此停止：最好的状态已保留并成为模型。更多数据或更大的丢弃率会有帮助。</translation>
    </message>
    <message>
        <source>It is beginning to copy your tunes</source>
        <translation>它开始照抄你的曲子</translation>
    </message>
    <message>
        <source>It is beginning to copy your texts</source>
        <translation>它开始照抄你的文字</translation>
    </message>
    <message>
        <source>%1 % of what it writes stands in your material word for word.</source>
        <translation>它写的内容有 %1 % 与你的材料一字不差。</translation>
    </message>
    <message>
        <source>Stop here, or add more material, dropout or weight decay.</source>
        <translation>就此停止，或增加材料、丢弃率或权重衰减。</translation>
    </message>
    <message>
        <source>Finding its feet</source>
        <translation>正在起步</translation>
    </message>
    <message>
        <source>Too early to say how it goes.</source>
        <translation>现在判断还太早。</translation>
    </message>
    <message>
        <source>Went back to the last good state</source>
        <translation>已回到上一个良好状态</translation>
    </message>
    <message>
        <source>It goes on with half the learning rate (attempt %1 of %2).</source>
        <translation>以一半的学习率继续（第 %1 次，共 %2 次）。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>SequenceSampler</name>
    <message>
        <source>There is no token %1 in this model.</source>
        <translation>这个模型里没有词元 %1。</translation>
    </message>
    <message>
        <source>This model has no latent space. Train a sentence VAE for that.</source>
        <translation>这个模型没有潜空间。请为此训练句子 VAE。</translation>
    </message>
    <message>
        <source>A sentence model writes from points between sentences; it cannot go on with a text.</source>
        <translation>句子模型由句子之间的点写作，不能续写文章。</translation>
    </message>
    <message>
        <source>This point has %1 values, the model needs %2. It belongs to another model.</source>
        <translation>这个点有 %1 个值，模型需要 %2 个。它属于另一个模型。</translation>
    </message>
</context>
<context>
    <name>SequenceVaeStep</name>
    <message>
        <source>The checkpoint</source>
        <translation>检查点</translation>
    </message>
</context>
<context>
    <name>SoundFile</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>The name %1 should end in .wav, .flac or .ogg.</source>
        <translation>名称 %1 应以 .wav、.flac 或 .ogg 结尾。</translation>
    </message>
</context>
<context>
    <name>StateReader</name>
    <message>
        <source>A tensor holds %1 bytes where its shape asks for %2.</source>
        <translation>一个张量有 %1 字节，而它的形状需要 %2 字节。</translation>
    </message>
    <message>
        <source>%1 is %2, not %3</source>
        <translation>%1 为 %2，应为 %3</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>缺少：%1</translation>
    </message>
    <message>
        <source>Too many: %1</source>
        <translation>多余：%1</translation>
    </message>
    <message>
        <source>Of another shape: %1</source>
        <translation>形状不同：%1</translation>
    </message>
    <message>
        <source>%1 belongs to another network: %2 tensors do not fit. Choose the preset it was trained with.</source>
        <translation>%1 属于另一种网络：%2 个张量不符。请选择训练它的预设。</translation>
    </message>
</context>
<context>
    <name>StrictJson</name>
    <message>
        <source>it ends too early</source>
        <translation>结束得太早</translation>
    </message>
    <message>
        <source>&apos;%1&apos; was expected</source>
        <translation>应为“%1”</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>缺少一个值</translation>
    </message>
    <message>
        <source>a character code is malformed</source>
        <translation>字符代码有误</translation>
    </message>
    <message>
        <source>an escaped character is malformed</source>
        <translation>转义字符有误</translation>
    </message>
    <message>
        <source>half a character stands alone</source>
        <translation>半个字符单独出现</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>a text has no end</source>
        <translation>文字没有结尾</translation>
    </message>
    <message>
        <source>a text holds a control character</source>
        <translation>文字中有控制字符</translation>
    </message>
    <message>
        <source>a number is too large</source>
        <translation>数字太大</translation>
    </message>
    <message>
        <source>a whole number from 0 was expected</source>
        <translation>应为从 0 起的整数</translation>
    </message>
    <message>
        <source>a value was expected</source>
        <translation>应有一个值</translation>
    </message>
    <message>
        <source>a number is malformed</source>
        <translation>数字有误</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands in it twice</source>
        <translation>“%1”在其中出现了两次</translation>
    </message>
    <message>
        <source>something stands behind its end</source>
        <translation>结尾之后还有内容</translation>
    </message>
    <message>
        <source>its description is not a JSON object</source>
        <translation>它的说明不是 JSON 对象</translation>
    </message>
    <message>
        <source>the JSON in it is damaged: %1 (byte %2)</source>
        <translation>其中的 JSON 已损坏：%1（第 %2 字节）</translation>
    </message>
</context>
<context>
    <name>Synthesizer</name>
    <message>
        <source>No General MIDI sound font is installed, so nothing can sound. Install the package timgm6mb-soundfont, or choose a .sf2 or .sf3 file.</source>
        <translation>没有安装 General MIDI 音色库，所以发不出声音。请安装软件包 timgm6mb-soundfont，或选择一个 .sf2 或 .sf3 文件。</translation>
    </message>
    <message>
        <source>%1 is not a sound font that can be read. Choose another .sf2 or .sf3 file.</source>
        <translation>%1 不是可以读取的音色库。请另选一个 .sf2 或 .sf3 文件。</translation>
    </message>
</context>
<context>
    <name>TextEvaluation</name>
    <message>
        <source>Reading held-out text</source>
        <translation>正在读取留出的文本</translation>
    </message>
    <message>
        <source>Comparing with tables of letters</source>
        <translation>正在与字母表比较</translation>
    </message>
    <message>
        <source>Writing samples</source>
        <translation>正在书写样例</translation>
    </message>
    <message>
        <source>Comparing samples with your texts</source>
        <translation>正在把样例与你的文本比较</translation>
    </message>
    <message>
        <source>Foretelling held-out text</source>
        <translation>正在预测留出的文本</translation>
    </message>
    <message>
        <source>Rebuilding held-out sentences</source>
        <translation>正在还原留出的句子</translation>
    </message>
    <message>
        <source>Looking for copied passages</source>
        <translation>正在查找照抄的段落</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>held-out text: its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Foretelling</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 比特</translation>
    </message>
    <message>
        <source>Bits the model needs for a character of text it has never seen; less is better. The best table of letters looks at the letters before and counts what came next</source>
        <translation>模型对从未见过的文本每个字符所需的比特数，越少越好。最佳字母表只看前面的字母，统计接下来出现什么</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>No text was held out, so it cannot be said how well it does on new text.</source>
        <translation>没有留出文本，所以无法说它在新文本上表现如何。</translation>
    </message>
    <message>
        <source>Best table of letters: %1</source>
        <translation>最佳字母表：%1</translation>
    </message>
    <message>
        <source>It knows how your texts go on better than counting letters could.</source>
        <translation>它比单纯统计字母更懂你的文本会怎样继续。</translation>
    </message>
    <message>
        <source>It does about as well as counting which letter follows which.</source>
        <translation>它与统计字母先后的表差不多。</translation>
    </message>
    <message>
        <source>Counting letters would still do better; train for longer.</source>
        <translation>单纯统计字母还会更好；请再训练久一些。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>At every step it hesitates as if between %1 equally likely pieces.</source>
        <translation>每一步它都像在 %1 个同样可能的片段之间犹豫。</translation>
    </message>
    <message>
        <source>%1 characters it never saw</source>
        <translation>%1 个它从未见过的字符</translation>
    </message>
    <message>
        <source>e to the mean loss per token on held-out text; compare only models with the same pieces</source>
        <translation>e 的（留出文本上每个词元平均损失）次方；只可比较使用相同片段的模型</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Share of different words, pairs and triples of words among all it wrote (distinct-1, -2, -3): %1. The large figure is the pairs</source>
        <translation>它所写的全部文本中不同的词、二词组和三词组所占的比例（distinct-1、-2、-3）：%1。大号数字是二词组</translation>
    </message>
    <message>
        <source>It combines words about as freely as your texts do.</source>
        <translation>它组合词语的自由度与你的文本相当。</translation>
    </message>
    <message>
        <source>It puts words together that your texts would not; a lower temperature tames it.</source>
        <translation>它会把你的文本不会放在一起的词放在一起；降低温度可以收敛一些。</translation>
    </message>
    <message>
        <source>It repeats its phrases a little more than your texts do.</source>
        <translation>它的用语重复得比你的文本稍多。</translation>
    </message>
    <message>
        <source>It repeats itself; a higher temperature or a repetition penalty helps.</source>
        <translation>它在重复自己；提高温度或加上重复惩罚会有帮助。</translation>
    </message>
    <message>
        <source>Sameness</source>
        <translation>雷同度</translation>
    </message>
    <message>
        <source>Self-BLEU: how much of one sample stands in the others, in runs of one to four words; 100 % = all the same</source>
        <translation>Self-BLEU：一个样例中有多少内容（连续一到四个词）也出现在其他样例里；100 % 表示完全相同</translation>
    </message>
    <message>
        <source>One sample is as different from the next as pieces of your texts are.</source>
        <translation>样例之间的差别与你文本各段之间的差别一样大。</translation>
    </message>
    <message>
        <source>The samples resemble one another somewhat more than pieces of your texts do.</source>
        <translation>样例彼此之间比你文本的各段更相似一些。</translation>
    </message>
    <message>
        <source>The samples are much alike; more text or an earlier checkpoint may free it.</source>
        <translation>样例十分相似；更多的文本或更早的检查点也许能让它放开些。</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>意外度</translation>
    </message>
    <message>
        <source>Entropy of pairs of words: how hard it is to guess which pair comes</source>
        <translation>二词组的熵：猜出接下来是哪个词组有多难</translation>
    </message>
    <message>
        <source>Its turns of phrase are as hard to guess as yours.</source>
        <translation>它的措辞和你的一样难以预料。</translation>
    </message>
    <message>
        <source>It is a little more predictable than your texts.</source>
        <translation>它比你的文本更容易预料一些。</translation>
    </message>
    <message>
        <source>It is a little wilder than your texts.</source>
        <translation>它比你的文本更狂放一些。</translation>
    </message>
    <message>
        <source>It keeps to a few turns of phrase.</source>
        <translation>它总是用那几种说法。</translation>
    </message>
    <message>
        <source>It is much wilder than your texts; train for longer or lower the temperature.</source>
        <translation>它比你的文本狂放得多；请再训练久一些，或降低温度。</translation>
    </message>
    <message>
        <source>Choice of words</source>
        <translation>用词</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>拼写</translation>
    </message>
    <message>
        <source>KL divergence of word frequencies from your texts to what it writes, in nats; 0 = the same. Pairs of words: %1</source>
        <translation>从你的文本到它所写文本的词频 KL 散度，单位奈特；0 表示相同。二词组：%1</translation>
    </message>
    <message>
        <source>KL divergence of the frequencies of three letters in a row, in nats; 0 = the same. Single letters and pairs: %1</source>
        <translation>连续三个字母频率的 KL 散度，单位奈特；0 表示相同。单个字母与字母对：%1</translation>
    </message>
    <message>
        <source>It uses words as often as your texts do.</source>
        <translation>它用词的频率与你的文本一致。</translation>
    </message>
    <message>
        <source>Its letters follow one another as yours do.</source>
        <translation>它的字母先后次序与你的一致。</translation>
    </message>
    <message>
        <source>It prefers some words over others, compared with your texts.</source>
        <translation>与你的文本相比，它偏爱某些词。</translation>
    </message>
    <message>
        <source>Some of its spellings are not yours.</source>
        <translation>它的有些拼写不是你的。</translation>
    </message>
    <message>
        <source>Its words are not yet those of your texts.</source>
        <translation>它的用词还不是你文本里的那些。</translation>
    </message>
    <message>
        <source>It does not spell like your texts yet; train for longer.</source>
        <translation>它的拼写还不像你的文本；请再训练久一些。</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>照抄</translation>
    </message>
    <message>
        <source>Share of what it writes that stands in the training text letter for letter, in runs of at least 30 characters or 8 words</source>
        <translation>它所写的文本中逐字出现在训练文本里的比例（至少连续 30 个字符或 8 个词）</translation>
    </message>
    <message numerus="yes">
        <source>%n texts written</source>
        <translation>
            <numerusform>写了 %n 篇文本</numerusform>
        </translation>
    </message>
    <message>
        <source>No more than your own texts repeat themselves.</source>
        <translation>不比你的文本自身的重复更多。</translation>
    </message>
    <message>
        <source>Nothing of it stands in your texts word for word.</source>
        <translation>没有任何一段逐字出现在你的文本里。</translation>
    </message>
    <message>
        <source>Some passages stand in your texts; they are listed below.</source>
        <translation>有些段落出现在你的文本里，列在下面。</translation>
    </message>
    <message>
        <source>It recites your texts; an earlier checkpoint, more text or dropout helps.</source>
        <translation>它在背诵你的文本；更早的检查点、更多的文本或随机失活会有帮助。</translation>
    </message>
    <message>
        <source>Rebuilding</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Nothing lost: %1</source>
        <translation>毫无损失：%1</translation>
    </message>
    <message>
        <source>Share of a held-out sentence&apos;s tokens that come back at their place from its point in the space of sentences</source>
        <translation>留出的句子从它在句子空间中的点还原时，回到原位的词元比例</translation>
    </message>
    <message>
        <source>A sentence you put in comes back nearly whole.</source>
        <translation>你放进去的句子几乎完整地回来。</translation>
    </message>
    <message>
        <source>A sentence comes back with its beginning and its manner.</source>
        <translation>句子回来时保留了开头和语气。</translation>
    </message>
    <message>
        <source>Sentences hardly come back; train for longer.</source>
        <translation>句子几乎还原不了；请再训练久一些。</translation>
    </message>
    <message>
        <source>Space of sentences</source>
        <translation>句子空间</translation>
    </message>
    <message>
        <source>%1 nats</source>
        <translation>%1 奈特</translation>
    </message>
    <message>
        <source>Unused: 0</source>
        <translation>未使用：0</translation>
    </message>
    <message>
        <source>KL divergence of a sentence&apos;s posterior from the prior: how much a point of the space says about its sentence</source>
        <translation>句子的后验相对先验的 KL 散度：空间中的一个点说明了它的句子的多少</translation>
    </message>
    <message>
        <source>The points of the space decide what is said.</source>
        <translation>空间中的点决定了说什么。</translation>
    </message>
    <message>
        <source>The points of the space say a little about their sentences.</source>
        <translation>空间中的点对句子有一些影响。</translation>
    </message>
    <message>
        <source>The space is hardly used; sentences do not depend on their points.</source>
        <translation>空间几乎没有用上；句子与它们的点无关。</translation>
    </message>
    <message>
        <source>Held-out text</source>
        <translation>留出的文本</translation>
    </message>
    <message>
        <source>Your texts</source>
        <translation>你的文本</translation>
    </message>
    <message>
        <source>%1 cannot be read. Prepare the texts again.</source>
        <translation>无法读取 %1。请重新准备文本。</translation>
    </message>
</context>
<context>
    <name>TextSampler</name>
    <message>
        <source>%1 is no model of text.</source>
        <translation>%1 不是文本模型。</translation>
    </message>
    <message>
        <source>%1 is damaged: its letters do not fit its network.</source>
        <translation>%1 已损坏：字符与网络不符。</translation>
    </message>
    <message>
        <source>A sentence model writes from points between sentences; it cannot go on with a text.</source>
        <translation>句子模型由句子之间的点写作，不能续写文章。</translation>
    </message>
    <message>
        <source>This model was not trained on pairs, so it cannot answer. Train one on a table with two columns.</source>
        <translation>这个模型不是用成对数据训练的，不能回答。请用两列的表格训练一个。</translation>
    </message>
    <message>
        <source>This model did not learn to fill gaps. Train a GPT with &quot;Fill in the middle&quot; above 0.</source>
        <translation>这个模型没有学过填空。请训练“填补中间”大于 0 的 GPT。</translation>
    </message>
    <message>
        <source>There is no token %1 in this model.</source>
        <translation>这个模型里没有词元 %1。</translation>
    </message>
    <message>
        <source>This model has never seen %1. It goes on all the same, but will hardly know what to make of it.</source>
        <translation>这个模型从未见过 %1。它照样会写下去，但恐怕不知该怎么理解。</translation>
    </message>
    <message>
        <source>Only a sentence model (text-vae) knows points between sentences.</source>
        <translation>只有句子模型（text-vae）知道句子之间的点。</translation>
    </message>
    <message>
        <source>There is no sentence to begin from.</source>
        <translation>没有可以开始的句子。</translation>
    </message>
    <message>
        <source>A path has at least 2 steps.</source>
        <translation>路径至少有 2 步。</translation>
    </message>
    <message>
        <source>This model learned to answer from the first half of a pair alone; a note has no place there. Leave it out.</source>
        <translation>这个模型只学会了根据成对数据的前一半来回答，作者提示在那里没有位置。请去掉它。</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>The measurement of this model failed. Choose a smaller batch, width or resolution.</source>
        <translation>这个模型的测量失败了。请选择较小的批、宽度或分辨率。</translation>
    </message>
    <message>
        <source>%1 px grey</source>
        <translation>%1 像素灰度</translation>
    </message>
    <message>
        <source>%1 px colour</source>
        <translation>%1 像素彩色</translation>
    </message>
    <message>
        <source>%1 trains at %2 px, not at %3. Prepare the pictures at one of these sizes.</source>
        <translation>%1 可用 %2 像素训练，不能用 %3。请把图片准备成其中一种大小。</translation>
    </message>
    <message>
        <source>%1 trains on grey pictures only. Prepare the pictures as grey.</source>
        <translation>%1 只能训练灰度图片。请把图片准备成灰度。</translation>
    </message>
    <message>
        <source>There are no pictures to train on.</source>
        <translation>没有可以训练的图片。</translation>
    </message>
    <message>
        <source>Stopped before the last state could be saved. %1</source>
        <translation>在保存最后状态之前停止了。%1</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>没有保存任何内容。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is safe.</source>
        <translation>第 %1 步的检查点是安全的。</translation>
    </message>
    <message>
        <source>There is not enough memory for this training. Choose a smaller batch, width or resolution.</source>
        <translation>内存不够进行这次训练。请选择较小的批、宽度或分辨率。</translation>
    </message>
    <message>
        <source>The training stopped because of an internal error. Checkpoints written before are safe.</source>
        <translation>由于内部错误，训练停止了。之前写下的检查点是安全的。</translation>
    </message>
    <message>
        <source>%1 Went back to step %2 and go on with half the learning rate.</source>
        <translation>%1 已回到第 %2 步，以一半的学习率继续。</translation>
    </message>
    <message>
        <source>Training pauses: %1 Nothing is lost; it goes on by itself as soon as saving works again.</source>
        <translation>训练暂停：%1 什么都不会丢；一旦能够保存，它会自动继续。</translation>
    </message>
    <message>
        <source>Saved. Training goes on.</source>
        <translation>已保存。训练继续。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another one.</source>
        <translation>无法创建文件夹 %1。请另选一个。</translation>
    </message>
    <message>
        <source>%1 Going on from %2 instead.</source>
        <translation>%1 改为从 %2 继续。</translation>
    </message>
    <message>
        <source>Going on, but not bit-exact: this computer computes differently than before (%1).</source>
        <translation>继续训练，但不是逐位一致：这台电脑的计算方式与之前不同（%1）。</translation>
    </message>
    <message>
        <source>%1 is a checkpoint of %2 at %3; this run is %4 at %5. Start with the same preset and pictures.</source>
        <translation>%1 是 %2 在 %3 的检查点；本次训练是 %4 在 %5。请用相同的预设和图片开始。</translation>
    </message>
    <message>
        <source>There is too little material to train on. Add more.</source>
        <translation>可供训练的材料太少。请再添加一些。</translation>
    </message>
    <message>
        <source>%1 is a checkpoint of %2; this run is %3. Start with the same preset.</source>
        <translation>%1 是 %2 的检查点；本次训练是 %3。请用同一预设开始。</translation>
    </message>
    <message>
        <source>%1 was trained on material with other letters or words. Start anew, or prepare the same material.</source>
        <translation>%1 的训练材料用的是别的字母或词。请重新开始，或准备相同的材料。</translation>
    </message>
    <message>
        <source>The model is the one of step %1: it was better on held-out material than the last. The last one stays as a checkpoint.</source>
        <translation>模型取自第 %1 步：它在留出材料上优于最后一步。最后一步仍作为检查点保留。</translation>
    </message>
    <message>
        <source>The data has changed since this run was saved. It goes on with the present one, not bit-exact.</source>
        <translation>本次训练保存之后数据变了。将用现在的数据继续，结果不再逐位相同。</translation>
    </message>
    <message>
        <source>%1 was trained on music with other events. Start anew, or prepare the same tunes.</source>
        <translation>%1 是用另一套音乐事件训练的。请重新开始，或准备同样的乐曲。</translation>
    </message>
    <message>
        <source>The training ends after %1 passes over the material, before its time is up: after that it would learn it by heart. With more material more time is worth while.</source>
        <translation>训练会在把材料看过 %1 遍之后提前结束：再继续就会把它背下来。材料越多，越值得花更多时间。</translation>
    </message>
    <message>
        <source>Measuring the finished model on held-out material. Stopping skips this.</source>
        <translation>正在用留出的材料测量训练好的模型。现在停止会跳过测量。</translation>
    </message>
    <message numerus="yes">
        <source>%n pieces of melody are longer than the %1 tokens this model takes and are left out.</source>
        <translation>
            <numerusform>有 %n 个旋律片段超过了这个模型能接收的 %1 个词元，未被采用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sentences are longer than the %1 tokens this model takes and are left out.</source>
        <translation>
            <numerusform>有 %n 个句子超过了这个模型能接收的 %1 个词元，未被采用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are longer than the %1 tokens this model takes and lose the end of their answer.</source>
        <translation>
            <numerusform>有 %n 个配对超过了这个模型能接收的 %1 个词元，答案的末尾被截掉。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are left out: their first half alone fills the %1 tokens this model takes.</source>
        <translation>
            <numerusform>有 %n 个配对未被采用：仅前半部分就占满了这个模型能接收的 %1 个词元。</numerusform>
        </translation>
    </message>
    <message>
        <source>A higher “%1” under Advanced (on the command line: --set %2=N) takes them in.</source>
        <translation>你可以在“高级”中调高“%1”（命令行：--set %2=N），把它们也收进来。</translation>
    </message>
    <message>
        <source>The training went wrong %1 times, also with half the learning rate each time. %2 The last good state (step %3) is kept. Try a lower learning rate or a higher R1 gamma.</source>
        <translation>训练出错 %1 次，每次把学习率减半也无济于事。%2 最后的良好状态（第 %3 步）已保留。请尝试较低的学习率或较高的 R1 gamma。</translation>
    </message>
    <message>
        <source>Everything is saved already.</source>
        <translation>所有内容都已保存。</translation>
    </message>
</context>
<context>
    <name>VaeStep</name>
    <message>
        <source>The checkpoint</source>
        <translation>检查点</translation>
    </message>
</context>
<context>
    <name>WriteExport</name>
    <message>
        <source>“%1” (%2)</source>
        <translation>“%1”（%2）</translation>
    </message>
    <message>
        <source>, trained on %1</source>
        <translation>，训练数据为 %1</translation>
    </message>
    <message>
        <source>%1 % of this text was generated with Capriccio by %2.</source>
        <translation>本文 %1 % 由 Capriccio 中的模型 %2 生成。</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between parts of a list</comment>
        <translation>；</translation>
    </message>
    <message>
        <source> (%1)</source>
        <comment>where the data come from, and their licence</comment>
        <translation>（%1）</translation>
    </message>
</context>
<context>
    <name>capriccio::AdvancedPanel</name>
    <message>
        <source>%1 to %2</source>
        <comment>smallest and largest value</comment>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Closes the advanced settings; what you changed stays</source>
        <translation>关闭高级设置；已作的更改会保留</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Gives every option the preset&apos;s own value; undo brings yours back</source>
        <translation>让每个选项回到预设的值；撤销可找回你的设置</translation>
    </message>
    <message>
        <source>The run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>capriccio::Autosave</name>
    <message>
        <source>What you did last is not saved yet, saving is tried again and again. %1</source>
        <translation>你最后的改动尚未保存，正在反复重试。%1</translation>
    </message>
    <message>
        <source>What you did is saved now</source>
        <translation>你的改动现已保存</translation>
    </message>
</context>
<context>
    <name>capriccio::BarList</name>
    <message>
        <source>%1: %2</source>
        <comment>name: count</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::Canvas</name>
    <message>
        <source>%1 × %2, shown %3×, smooth</source>
        <translation>%1 × %2，放大 %3 倍显示，平滑</translation>
    </message>
    <message>
        <source>%1 × %2, shown %3×, crisp</source>
        <translation>%1 × %2，放大 %3 倍显示，清晰像素</translation>
    </message>
    <message>
        <source>%1 · drawn in %2 ms</source>
        <translation>%1 · 绘制用时 %2 毫秒</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The picture at the point you chose. Wheel or + and − zoom, 0 fits, drag it out of the window to use it elsewhere.</source>
        <translation>你所选位置上的图片。滚轮或 + 与 − 缩放，0 适合窗口，可拖出窗口到别处使用。</translation>
    </message>
</context>
<context>
    <name>capriccio::ComposeBetween</name>
    <message>
        <source>first</source>
        <translation>第一段</translation>
    </message>
    <message>
        <source>second</source>
        <translation>第二段</translation>
    </message>
    <message>
        <source>Only a melody VAE can walk between melodies: train one, or open one</source>
        <translation>只有旋律 VAE 能在旋律之间行走：请训练一个，或打开一个</translation>
    </message>
    <message>
        <source>Choose the two melodies first: from the piano roll, or from a card&apos;s menu</source>
        <translation>请先选定两段旋律：取自钢琴卷帘，或从卡片的菜单中选择</translation>
    </message>
    <message>
        <source>Composes the steps from the first melody to the second</source>
        <translation>写出从第一段旋律到第二段旋律的各个步骤</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Between two melodies</source>
        <translation>两段旋律之间</translation>
    </message>
    <message>
        <source>from the roll</source>
        <translation>取自卷帘</translation>
    </message>
    <message>
        <source>The melody on the piano roll becomes the first</source>
        <translation>钢琴卷帘上的旋律成为第一段</translation>
    </message>
    <message>
        <source>The melody on the piano roll becomes the second</source>
        <translation>钢琴卷帘上的旋律成为第二段</translation>
    </message>
    <message>
        <source>Take the first melody from the roll</source>
        <translation>从卷帘取第一段旋律</translation>
    </message>
    <message>
        <source>Take the second melody from the roll</source>
        <translation>从卷帘取第二段旋律</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How many melodies on the way, the ends among them</source>
        <translation>途中有多少段旋律，包括两端</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>行走</translation>
    </message>
    <message>
        <source>Step on the way</source>
        <translation>途中的步骤</translation>
    </message>
    <message>
        <source>From the first melody to the second</source>
        <translation>从第一段旋律到第二段</translation>
    </message>
</context>
<context>
    <name>capriccio::ComposeControls</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Generate %1</source>
        <translation>生成 %1 段</translation>
    </message>
    <message>
        <source>There is no model to compose with yet: train one, or open one</source>
        <translation>还没有可以作曲的模型：请训练一个，或打开一个</translation>
    </message>
    <message>
        <source>This kind of model cannot do that</source>
        <translation>这类模型做不到</translation>
    </message>
    <message>
        <source>The piano roll is empty: draw a melody, or open one there</source>
        <translation>钢琴卷帘是空的：画一段旋律，或在那里打开一段</translation>
    </message>
    <message>
        <source>What is ready stays</source>
        <translation>已写好的会保留</translation>
    </message>
    <message>
        <source>New melodies from nothing, as the settings above say</source>
        <translation>按上面的设置，从无到有写出新旋律</translation>
    </message>
    <message>
        <source>Goes on with the melody on the piano roll; undo takes it back</source>
        <translation>接着钢琴卷帘上的旋律往下写；可以撤销</translation>
    </message>
    <message>
        <source>Composes the marked part of the piano roll anew</source>
        <translation>重写钢琴卷帘上标出的部分</translation>
    </message>
    <message>
        <source>Mark a part first: select notes, or drag in the bar numbers with Shift</source>
        <translation>请先标出一段：选中音符，或按住 Shift 在小节号上拖动</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>作曲</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>小节</translation>
    </message>
    <message>
        <source>How much new music: 1 to 64 bars</source>
        <translation>新音乐的长度：1 到 64 小节</translation>
    </message>
    <message>
        <source>Melodies</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>How many at once: 1 to 16</source>
        <translation>一次写多少段：1 到 16</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>调</translation>
    </message>
    <message>
        <source>The key the melodies are to be in</source>
        <translation>旋律所用的调</translation>
    </message>
    <message>
        <source>Metre</source>
        <translation>拍号</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Boldness</source>
        <translation>大胆程度</translation>
    </message>
    <message>
        <source>Low stays with what is likely, high dares more (temperature; 1 is as the model learned)</source>
        <translation>低则稳妥，高则大胆（温度；1 表示与模型所学一致）</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Only so many of the likeliest notes at every step; 0 is all (top-k)</source>
        <translation>每一步只从最可能的若干音符中选；0 表示全部（top-k）</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>份额</translation>
    </message>
    <message>
        <source>Only the likeliest notes that together make up this share; 1 is all (top-p)</source>
        <translation>只从合计占此份额的最可能音符中选；1 表示全部（top-p）</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Left: few long notes; right: many short ones</source>
        <translation>向左：少而长的音；向右：多而短的音</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>音域</translation>
    </message>
    <message>
        <source>Lowest note</source>
        <translation>最低音</translation>
    </message>
    <message>
        <source>Highest note</source>
        <translation>最高音</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>The same number composes the same melodies again (seed)</source>
        <translation>同一编号会再次写出同样的旋律（种子）</translation>
    </message>
    <message>
        <source>Another number</source>
        <translation>换一个编号</translation>
    </message>
    <message>
        <source>Throws another number and keeps it</source>
        <translation>掷出另一个编号并保留</translation>
    </message>
    <message>
        <source>another every time</source>
        <translation>每次换一个</translation>
    </message>
    <message>
        <source>Throws a new number before composing</source>
        <translation>作曲前掷出新编号</translation>
    </message>
    <message>
        <source>How much is varied</source>
        <translation>变化多少</translation>
    </message>
    <message>
        <source>0 keeps the melody, 1 leaves nothing of it</source>
        <translation>0 保持原旋律，1 则面目全非</translation>
    </message>
    <message>
        <source>only notes of the scale</source>
        <translation>只用音阶内的音</translation>
    </message>
    <message>
        <source>Every note stays in the scale of the key</source>
        <translation>每个音都在该调的音阶内</translation>
    </message>
    <message>
        <source>as the model likes</source>
        <translation>由模型决定</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Finer settings</source>
        <translation>更细的设置</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变奏</translation>
    </message>
    <message>
        <source>Fill the gap</source>
        <translation>填补空缺</translation>
    </message>
    <message>
        <source>Where the music goes on</source>
        <translation>音乐从哪里接下去</translation>
    </message>
    <message>
        <source>at the end</source>
        <translation>在结尾</translation>
    </message>
    <message>
        <source>at the marker</source>
        <translation>在标记处</translation>
    </message>
    <message>
        <source>New bars follow the last note</source>
        <translation>新小节接在最后一个音之后</translation>
    </message>
    <message>
        <source>New bars take the place of what follows the marker</source>
        <translation>新小节取代标记之后的内容</translation>
    </message>
    <message>
        <source>How many beats a bar has; only for new melodies: Continue, Vary and Fill keep that of the melody</source>
        <translation>每小节有几拍；只用于新旋律：续写、变奏和填补沿用旋律本来的拍号</translation>
    </message>
    <message>
        <source>Quarter notes a minute; only for new melodies: Continue, Vary and Fill keep that of the melody</source>
        <translation>每分钟的四分音符数；只用于新旋律：续写、变奏和填补沿用旋律本来的速度</translation>
    </message>
    <message>
        <source>New melodies</source>
        <translation>新旋律</translation>
    </message>
    <message>
        <source>The melody on the roll</source>
        <translation>卷帘上的旋律</translation>
    </message>
    <message>
        <source>keeps its own metre, tempo and instrument</source>
        <translation>保留自己的拍号、速度和乐器</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>What new melodies are played by; Continue, Vary and Fill keep the instrument of the melody</source>
        <translation>新旋律用什么乐器演奏；续写、变奏和填补沿用旋律本来的乐器</translation>
    </message>
    <message>
        <source>Melodies around the one on the piano roll; its drums stay as they are</source>
        <translation>围绕钢琴卷帘上的旋律变奏；鼓保持不变</translation>
    </message>
    <message>
        <source>Melodies around the highest notes of the piano roll, one note at a time; its drums stay as they are</source>
        <translation>围绕钢琴卷帘上最高的音变奏，一次一个音；鼓保持不变</translation>
    </message>
    <message>
        <source>the model has not learned %1: it takes its bars for %2</source>
        <translation>模型没有学过 %1：它把这些小节当作 %2</translation>
    </message>
</context>
<context>
    <name>capriccio::ComposeCopy</name>
    <message>
        <source>Is it a copy?</source>
        <translation>是抄袭吗？</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>这里</translation>
    </message>
    <message>
        <source>Hear the shared passage as it stands in this melody</source>
        <translation>听共同片段在这段旋律中的样子</translation>
    </message>
    <message>
        <source>There</source>
        <translation>那里</translation>
    </message>
    <message>
        <source>Hear the training tune from the shared passage on</source>
        <translation>从共同片段处听训练曲目</translation>
    </message>
    <message>
        <source>Choose a melody to compare it with the training tunes.</source>
        <translation>选一段旋律，与训练曲目比较。</translation>
    </message>
    <message>
        <source>There are no training tunes in this project to compare with.</source>
        <translation>此项目中没有可供比较的训练曲目。</translation>
    </message>
    <message>
        <source>Original. It shares no passage with the training tunes.</source>
        <translation>原创。与训练曲目没有共同片段。</translation>
    </message>
    <message numerus="yes">
        <source>Longest shared passage: %n notes, “%1”.</source>
        <translation>
            <numerusform>最长的共同片段：%n 个音，“%1”。</numerusform>
        </translation>
    </message>
    <message>
        <source>Original.</source>
        <translation>原创。</translation>
    </message>
    <message>
        <source>Partly known.</source>
        <translation>部分已有。</translation>
    </message>
    <message>
        <source>Close to a copy.</source>
        <translation>接近抄袭。</translation>
    </message>
</context>
<context>
    <name>capriccio::ComposePage</name>
    <message>
        <source>melody %1</source>
        <translation>旋律 %1</translation>
    </message>
    <message>
        <source>Choose an end</source>
        <translation>选定一端</translation>
    </message>
    <message>
        <source>Open it in the piano roll</source>
        <translation>在钢琴卷帘中打开</translation>
    </message>
    <message numerus="yes">
        <source>Open the first in the piano roll, keep %n others</source>
        <translation>
            <numerusform>在钢琴卷帘中打开第一段，保留另外 %n 段</numerusform>
        </translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Saves the melody as MIDI, sound or picture</source>
        <translation>把旋律存为 MIDI、声音或图片</translation>
    </message>
    <message>
        <source>Composing</source>
        <translation>正在作曲</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Fill the gap</source>
        <translation>填补空缺</translation>
    </message>
    <message>
        <source>the new bars</source>
        <translation>新小节</translation>
    </message>
    <message>
        <source>Walk between melodies</source>
        <translation>在旋律之间行走</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变奏</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>作曲</translation>
    </message>
    <message>
        <source>Open a melody in the piano roll</source>
        <translation>在钢琴卷帘中打开旋律</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>No favourite</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Keep a melody</source>
        <translation>保留旋律</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>First of two melodies</source>
        <translation>两段旋律中的第一段</translation>
    </message>
    <message>
        <source>Second of two melodies</source>
        <translation>两段旋律中的第二段</translation>
    </message>
    <message>
        <source>Is it a copy?</source>
        <translation>是抄袭吗？</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename the melody</source>
        <translation>重命名旋律</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rename a melody</source>
        <translation>重命名旋律</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>移走</translation>
    </message>
    <message>
        <source>Put a melody away</source>
        <translation>移走旋律</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste at the marker</source>
        <translation>粘贴到标记处</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>An octave up</source>
        <translation>升高八度</translation>
    </message>
    <message>
        <source>An octave down</source>
        <translation>降低八度</translation>
    </message>
    <message>
        <source>Loop the selection</source>
        <translation>循环所选</translation>
    </message>
    <message>
        <source>Tempo…</source>
        <translation>速度…</translation>
    </message>
    <message>
        <source>Metre…</source>
        <translation>拍号…</translation>
    </message>
    <message>
        <source>Sound font…</source>
        <translation>音色库…</translation>
    </message>
    <message>
        <source>Keep this melody</source>
        <translation>保留这段旋律</translation>
    </message>
    <message>
        <source>Tempo of the melody</source>
        <translation>旋律的速度</translation>
    </message>
    <message>
        <source>Quarter notes a minute</source>
        <translation>每分钟的四分音符数</translation>
    </message>
    <message>
        <source>Change the tempo</source>
        <translation>改变速度</translation>
    </message>
    <message>
        <source>A tempo is a number from 4 to 1,000</source>
        <translation>速度是 4 到 1,000 之间的数</translation>
    </message>
    <message>
        <source>Metre of the melody</source>
        <translation>旋律的拍号</translation>
    </message>
    <message>
        <source>Beats in a bar, as in 3/4</source>
        <translation>每小节的拍数，如 3/4</translation>
    </message>
    <message>
        <source>Change the metre</source>
        <translation>改变拍号</translation>
    </message>
    <message>
        <source>A metre is written like 3/4 or 6/8</source>
        <translation>拍号写作 3/4 或 6/8</translation>
    </message>
    <message>
        <source>Choose a sound font</source>
        <translation>选择音色库</translation>
    </message>
    <message>
        <source>Sound fonts (*.sf2 *.sf3);;All files (*)</source>
        <translation>音色库 (*.sf2 *.sf3);;所有文件 (*)</translation>
    </message>
    <message>
        <source>the piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>Keep dropped melodies</source>
        <translation>保留拖入的旋律</translation>
    </message>
    <message>
        <source>Rename the track</source>
        <translation>重命名音轨</translation>
    </message>
    <message numerus="yes">
        <source>%n notes as in “%1”</source>
        <translation>
            <numerusform>与“%1”相同的 %n 个音符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further tunes were left out; the Data page takes whole collections</source>
        <translation>
            <numerusform>另有 %n 首乐曲未放入；整部曲集请放到“数据”页</numerusform>
        </translation>
    </message>
    <message>
        <source>Key…</source>
        <translation>调…</translation>
    </message>
    <message>
        <source>Key of the melody</source>
        <translation>旋律的调</translation>
    </message>
    <message>
        <source>As in G, B♭ or F♯m; the notes stay as they are</source>
        <translation>例如 G、B♭ 或 F♯m；音符保持不变</translation>
    </message>
    <message>
        <source>Name the key</source>
        <translation>标明调</translation>
    </message>
    <message>
        <source>A key is written like G, B♭ or F♯m</source>
        <translation>调的写法如 G、B♭ 或 F♯m</translation>
    </message>
    <message>
        <source>The piano roll has changed there meanwhile: what was composed waits as a card</source>
        <translation>钢琴卷帘那里其间有了改动：作好的旋律已作为卡片放着</translation>
    </message>
    <message>
        <source>no model yet: train one, or open one from the File menu</source>
        <translation>还没有模型：训练一个，或从“文件”菜单打开一个</translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n parts beside the melody; they would not go with what is new</source>
        <translation>
            <numerusform>已略去旋律之外的 %n 个声部：它们与新写的内容不相配</numerusform>
        </translation>
    </message>
    <message>
        <source>composing with %1, trained on %2</source>
        <translation>用 %1 作曲，训练数据为 %2</translation>
    </message>
    <message numerus="yes">
        <source>This model writes one note at a time: %n notes under the highest were left out</source>
        <translation>
            <numerusform>这个模型一次只写一个音：较低的 %n 个音没有写入</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the usual sound font</source>
        <translation>用回平常的音色库</translation>
    </message>
</context>
<context>
    <name>capriccio::ComposeShelfCard</name>
    <message>
        <source>Melodies</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>Which melodies</source>
        <translation>哪些旋律</translation>
    </message>
    <message>
        <source>Composed</source>
        <translation>新写的</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留的</translation>
    </message>
    <message>
        <source>Kept (%1)</source>
        <translation>保留的（%1）</translation>
    </message>
    <message>
        <source>What the model composed last</source>
        <translation>模型最近写的</translation>
    </message>
    <message>
        <source>What you put aside: favourites and kept melodies</source>
        <translation>你留下的：收藏和保留的旋律</translation>
    </message>
    <message>
        <source>Nothing kept yet. The heart on a melody puts it here.</source>
        <translation>还没有保留任何旋律。点旋律上的心形，它就会出现在这里。</translation>
    </message>
    <message>
        <source>Melodies appear here as they are composed: hear them, keep them, open them in the roll.</source>
        <translation>写好的旋律会出现在这里：试听、保留，或在卷帘中打开。</translation>
    </message>
</context>
<context>
    <name>capriccio::ComposingService</name>
    <message>
        <source>Composing stopped because of an internal error: %1</source>
        <translation>由于内部错误，创作已停止：%1</translation>
    </message>
    <message>
        <source>There is no model to compose with yet. Train one, or open one.</source>
        <translation>还没有可以用来作曲的模型。请训练一个，或打开一个。</translation>
    </message>
</context>
<context>
    <name>capriccio::CreateCopyCard</name>
    <message>
        <source>Is it a copy?</source>
        <translation>是复制品吗？</translation>
    </message>
    <message>
        <source>Compares the picture with every training picture, so that you know it is the model&apos;s own.</source>
        <translation>与每一张训练图片比较，让你知道这是模型自己的作品。</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>Nearest training picture</source>
        <translation>最接近的训练图片</translation>
    </message>
    <message>
        <source>Open the project with the training pictures to compare with them.</source>
        <translation>请打开含有训练图片的项目来比较。</translation>
    </message>
    <message>
        <source>Choose a picture to compare it with the training pictures.</source>
        <translation>选择一张图片，与训练图片比较。</translation>
    </message>
    <message>
        <source>A copy</source>
        <translation>复制品</translation>
    </message>
    <message>
        <source>Close to a training picture</source>
        <translation>与某张训练图片很接近</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原创</translation>
    </message>
    <message>
        <source>Nearest picture of this project: distance %1; a copy would be below %2. This model was trained on other pictures.</source>
        <translation>本项目中最接近的图片：距离 %1；低于 %2 即为复制品。此模型是用别的图片训练的。</translation>
    </message>
    <message>
        <source>Nearest training picture: distance %1; a copy would be below %2.</source>
        <translation>最接近的训练图片：距离 %1；低于 %2 即为复制品。</translation>
    </message>
</context>
<context>
    <name>capriccio::CreateEmpty</name>
    <message>
        <source>Here you move between the pictures your model invents.</source>
        <translation>在这里，你可以在模型创作的图片之间移动。</translation>
    </message>
    <message>
        <source>Train one on your own pictures first, or open a model you have.</source>
        <translation>先用自己的图片训练一个模型，或打开已有的模型。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Goes to the page where a model learns from your pictures.</source>
        <translation>转到让模型学习你的图片的页面。</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <source>Opens model.safetensors or a checkpoint from an earlier training.</source>
        <translation>打开以前训练得到的 model.safetensors 或检查点。</translation>
    </message>
    <message>
        <source>Sketch: shapes in four corners, and what lies between them</source>
        <translation>示意图：四角的形状，以及它们之间的过渡</translation>
    </message>
</context>
<context>
    <name>capriccio::CreateEncodeCard</name>
    <message>
        <source>Your picture</source>
        <translation>你的图片</translation>
    </message>
    <message>
        <source>This model can find a picture of yours in its latent space.</source>
        <translation>这个模型能在潜空间中找到你的图片。</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原创</translation>
    </message>
    <message>
        <source>What the model makes of it</source>
        <translation>模型眼中的样子</translation>
    </message>
    <message>
        <source>Left yours, right what the model makes of it.</source>
        <translation>左边是你的图片，右边是模型画出的样子。</translation>
    </message>
    <message>
        <source>Drop a picture here: the model draws it in its own way, and you can move from it to others.</source>
        <translation>把图片拖到这里：模型会用自己的方式画出它，你可以由此走向别的图片。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Opens a picture for the model to draw in its own way.</source>
        <translation>打开一张图片，让模型用自己的方式画出来。</translation>
    </message>
    <message>
        <source>To a corner</source>
        <translation>放到角上</translation>
    </message>
    <message>
        <source>Puts it on the next free corner of the pad.</source>
        <translation>放到移动板的下一个空角上。</translation>
    </message>
</context>
<context>
    <name>capriccio::CreateKeptCard</name>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>F keeps the picture you see.</source>
        <translation>按 F 保存你看到的图片。</translation>
    </message>
    <message>
        <source>%1, from another model: a click opens it</source>
        <translation>%1，来自另一个模型：点击即可打开</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
</context>
<context>
    <name>capriccio::CreateMixCard</name>
    <message>
        <source>Between pictures</source>
        <translation>图片之间</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横向</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>纵向</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Blends from the left pictures to the right ones.</source>
        <translation>从左边的图片过渡到右边的图片。</translation>
    </message>
    <message>
        <source>Blends from the upper pictures to the lower ones.</source>
        <translation>从上面的图片过渡到下面的图片。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Spherical</source>
        <translation>球面</translation>
    </message>
    <message>
        <source>Goes straight from one picture to the next; the middle tends to look plainer.</source>
        <translation>从一张图片直线走到下一张；中间往往显得平淡一些。</translation>
    </message>
    <message>
        <source>Goes around the middle of the latent space; pictures on the way keep their strength.</source>
        <translation>绕着潜空间的中心走；途中的图片保持力度。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Walks from corner to corner and around again (Space).</source>
        <translation>从一角走到另一角，循环往复（空格键）。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Seconds for one round</source>
        <translation>一圈的秒数</translation>
    </message>
    <message>
        <source>How long one walk around the corners takes.</source>
        <translation>绕各角走一圈需要多久。</translation>
    </message>
</context>
<context>
    <name>capriccio::CreatePage</name>
    <message>
        <source>Walk between pictures</source>
        <translation>在图片之间漫步</translation>
    </message>
    <message>
        <source>Move between pictures</source>
        <translation>在图片之间移动</translation>
    </message>
    <message>
        <source>Change the path</source>
        <translation>更改路径</translation>
    </message>
    <message>
        <source>Change truncation</source>
        <translation>更改截断</translation>
    </message>
    <message>
        <source>Change the first seed</source>
        <translation>更改第一个种子</translation>
    </message>
    <message>
        <source>Change the number of samples</source>
        <translation>更改样本数量</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>模型 (*.safetensors)</translation>
    </message>
    <message>
        <source>Follow the training</source>
        <translation>跟随训练</translation>
    </message>
    <message>
        <source>Draws everything here anew each time the running training has learned something.</source>
        <translation>每当正在进行的训练学到新东西，就重新绘制这里的全部图片。</translation>
    </message>
    <message>
        <source>Smooth enlargement; off shows the model&apos;s own pixels crisp.</source>
        <translation>平滑放大；关闭则清晰显示模型自己的像素。</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Shows the whole picture as large as it fits (0).</source>
        <translation>在窗口内尽可能大地显示整张图片（0）。</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Keeps this picture in front of the samples when you draw new ones (P).</source>
        <translation>抽取新样本时，把这张图片留在最前面（P）。</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Keeps this picture with the project (F).</source>
        <translation>把这张图片与项目一起保存（F）。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Saves pictures with where they came from (Ctrl+Shift+E).</source>
        <translation>保存图片及其来历（Ctrl+Shift+E）。</translation>
    </message>
    <message>
        <source>See “%1” as this model draws it</source>
        <translation>看看这个模型怎样画“%1”</translation>
    </message>
    <message numerus="yes">
        <source>Put %n picture(s) on the corners of the pad</source>
        <translation>
            <numerusform>把 %n 张图片放到移动板的角上</numerusform>
        </translation>
    </message>
    <message>
        <source>This model cannot find pictures in its latent space; one trained with the VAE preset can.</source>
        <translation>这个模型不能在潜空间中寻找图片；用 VAE 预设训练的模型可以。</translation>
    </message>
    <message>
        <source>Choose seed %1</source>
        <translation>选择种子 %1</translation>
    </message>
    <message>
        <source>That picture belongs to another model; it appears once that model is open.</source>
        <translation>那张图片属于另一个模型；打开那个模型后它就会出现。</translation>
    </message>
    <message>
        <source>Change the class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>That picture belongs to another model and cannot be blended with this one&apos;s.</source>
        <translation>那张图片属于另一个模型，不能与这个模型的图片混合。</translation>
    </message>
    <message>
        <source>Set corner %1</source>
        <translation>设置第 %1 角</translation>
    </message>
    <message>
        <source>Empty corner %1</source>
        <translation>清空第 %1 角</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>重新抽样</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Add a favourite</source>
        <translation>添加收藏</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Remove a favourite</source>
        <translation>移除收藏</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>从收藏中移除</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>加入收藏</translation>
    </message>
    <message>
        <source>Put on a corner</source>
        <translation>放到角上</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>右下</translation>
    </message>
    <message numerus="yes">
        <source>Export %n picture(s)…</source>
        <translation>
            <numerusform>导出 %n 张图片…</numerusform>
        </translation>
    </message>
    <message>
        <source>Put the picture on the canvas here</source>
        <translation>把画布上的图片放到这里</translation>
    </message>
    <message>
        <source>Show on the canvas</source>
        <translation>在画布上显示</translation>
    </message>
    <message>
        <source>Empty this corner</source>
        <translation>清空这个角</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>There is no picture to export yet.</source>
        <translation>还没有可以导出的图片。</translation>
    </message>
    <message>
        <source>Bring pictures back</source>
        <translation>找回图片</translation>
    </message>
    <message>
        <source>Draw new samples</source>
        <translation>绘制新的样本</translation>
    </message>
</context>
<context>
    <name>capriccio::CreatePictureCard</name>
    <message>
        <source>Any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>A mix…</source>
        <translation>混合…</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The number this picture was drawn from: the same number gives the same picture. The list keeps the ones you visited.</source>
        <translation>绘制这张图片所用的数字：同一个数字得到同一张图片。列表记住你去过的数字。</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>The picture before this number.</source>
        <translation>这个数字前面的图片。</translation>
    </message>
    <message>
        <source>Previous seed</source>
        <translation>上一个种子</translation>
    </message>
    <message>
        <source>The picture after this number.</source>
        <translation>这个数字后面的图片。</translation>
    </message>
    <message>
        <source>Next seed</source>
        <translation>下一个种子</translation>
    </message>
    <message>
        <source>A picture you have not seen yet.</source>
        <translation>一张你还没见过的图片。</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Lower: calmer, closer to what the model draws most. Higher: bolder and stranger. 1 is as trained.</source>
        <translation>较低：更平静，更接近模型最常画的样子。较高：更大胆、更奇特。1 为训练时的状态。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Which of your folders the pictures should look like; a mix blends several.</source>
        <translation>图片应该像你的哪个文件夹；混合则把几个融在一起。</translation>
    </message>
</context>
<context>
    <name>capriccio::CreateSamplesCard</name>
    <message>
        <source>Pinned mix</source>
        <translation>固定的混合</translation>
    </message>
    <message>
        <source>Pinned, seed %1</source>
        <translation>已固定，种子 %1</translation>
    </message>
    <message>
        <source>Seed %1, a favourite</source>
        <translation>种子 %1，已收藏</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>drag one onto a corner of the pad</source>
        <translation>拖一张到移动板的角上</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples appear here.</source>
        <translation>样本会出现在这里。</translation>
    </message>
    <message>
        <source>from seed</source>
        <translation>从种子</translation>
    </message>
    <message>
        <source>First seed</source>
        <translation>第一个种子</translation>
    </message>
    <message>
        <source>The number the first sample is drawn from.</source>
        <translation>抽取第一个样本所用的数字。</translation>
    </message>
    <message>
        <source>Number of samples</source>
        <translation>样本数量</translation>
    </message>
    <message>
        <source>How many pictures are drawn at once.</source>
        <translation>一次绘制多少张图片。</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>One row below the picture.</source>
        <translation>图片下方一行。</translation>
    </message>
    <message>
        <source>Several rows, with less room for the picture.</source>
        <translation>多行，图片的空间少一些。</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>重新抽样</translation>
    </message>
    <message>
        <source>Draws the next numbers. Pinned pictures stay. (R)</source>
        <translation>抽取接下来的数字。固定的图片会保留。（R）</translation>
    </message>
</context>
<context>
    <name>capriccio::DataPage</name>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln picture(s)</source>
        <translation>
            <numerusform>取出 %Ln 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %Ln picture(s)</source>
        <translation>
            <numerusform>放回 %Ln 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Change how pictures are prepared</source>
        <translation>更改图片的准备方式</translation>
    </message>
    <message>
        <source>Note where they come from</source>
        <translation>记下它们的来源</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景颜色</translation>
    </message>
    <message>
        <source>Change the background colour</source>
        <translation>更改背景颜色</translation>
    </message>
    <message>
        <source>Add the folder “%1” to your pictures</source>
        <translation>把文件夹“%1”加入你的图片</translation>
    </message>
    <message>
        <source>Import the folder “%1” as pictures</source>
        <translation>把文件夹“%1”作为图片导入</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln file(s) to your pictures</source>
        <translation>
            <numerusform>把 %Ln 个文件加入你的图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln file(s) as pictures</source>
        <translation>
            <numerusform>把 %Ln 个文件作为图片导入</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose pictures or archives</source>
        <translation>选择图片或压缩包</translation>
    </message>
    <message>
        <source>Pictures and archives (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff *.zip *.gz *-ubyte);;All files (*)</source>
        <translation>图片和压缩包 (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff *.zip *.gz *-ubyte);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Looking at your pictures</source>
        <translation>正在查看你的图片</translation>
    </message>
    <message>
        <source>Import pictures</source>
        <translation>导入图片</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Drop the pictures you want to learn from</source>
        <translation>把想让它学习的图片拖到这里</translation>
    </message>
    <message>
        <source>A folder, single pictures, a .zip or an IDX set. Sub-folders become classes. They stay on this computer and are never changed.</source>
        <translation>文件夹、单张图片、.zip 或 IDX 数据集。子文件夹成为类别。图片留在这台电脑上，绝不改动。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>capriccio::DragHandle</name>
    <message>
        <source>Drag the melody out</source>
        <translation>拖出旋律</translation>
    </message>
    <message>
        <source>Drag the melody out as a MIDI file</source>
        <translation>把旋律拖出为 MIDI 文件</translation>
    </message>
</context>
<context>
    <name>capriccio::EvaluatePage</name>
    <message>
        <source>Draws pictures with this model and measures them against yours</source>
        <translation>用这个模型绘制图片，并与你的图片对照测量</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>verdict, distance</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>drawn at the left, nearest training picture at the right, closest first</source>
        <translation>左边是生成的，右边是最接近的训练图片，最接近的排在前面</translation>
    </message>
    <message>
        <source>Train a model first, then see how good it is.</source>
        <translation>先训练一个模型，再看它有多好。</translation>
    </message>
    <message>
        <source>You will see how close it comes to your pictures, how varied it is, and whether it copies.</source>
        <translation>你会看到它与你的图片有多接近、有多丰富，以及是否在复制。</translation>
    </message>
    <message>
        <source>Is it copying?</source>
        <translation>它在复制吗？</translation>
    </message>
    <message>
        <source>Drawn pictures beside the training pictures nearest to them</source>
        <translation>生成的图片与最接近的训练图片并排</translation>
    </message>
    <message>
        <source>Here each drawn picture will stand beside the training picture nearest to it, closest first.</source>
        <translation>每张生成的图片将与最接近的训练图片并排显示，最接近的排在前面。</translation>
    </message>
    <message>
        <source>Pictures to draw</source>
        <translation>绘制的图片数</translation>
    </message>
    <message>
        <source>More pictures give steadier figures and take longer; compare runs with the same number</source>
        <translation>图片越多，数字越稳定，用时也越长；比较时请用相同的数量</translation>
    </message>
    <message>
        <source>New pictures are drawn and measured against yours. It takes about a minute; you may leave the page.</source>
        <translation>将绘制新图片并与你的图片对照测量，大约一分钟；你可以离开此页。</translation>
    </message>
    <message>
        <source>Saves the figures and pairs as a table (CSV) or JSON</source>
        <translation>把数字和图片对保存为表格（CSV）或 JSON</translation>
    </message>
    <message>
        <source>Left: drawn from seed %1. Right: the training picture nearest to it. Distance %2; a copy is below %3.</source>
        <translation>左：由种子 %1 生成。右：与之最接近的训练图片。距离 %2；低于 %3 即为复制品。</translation>
    </message>
</context>
<context>
    <name>capriccio::EvaluationPage</name>
    <message>
        <source>The figures appear here, each with one sentence and something to compare it with.</source>
        <translation>数值会出现在这里，每个都附有一句话和可供比较的参照。</translation>
    </message>
    <message>
        <source>Evaluating: %1</source>
        <translation>评估：%1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>正在载入模型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Ends the measurement; nothing is kept</source>
        <translation>结束测量；什么都不保留</translation>
    </message>
    <message>
        <source>Export the evaluation</source>
        <translation>导出评估</translation>
    </message>
    <message>
        <source>Table (*.csv);;JSON (*.json)</source>
        <translation>表格 (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>The evaluation could not be saved as %1. Choose another folder or free some space.</source>
        <translation>评估无法保存为 %1。请选择另一个文件夹或腾出一些空间。</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>转到训练</translation>
    </message>
    <message>
        <source>Opens the Train page</source>
        <translation>打开训练页面</translation>
    </message>
    <message>
        <source>How good is it?</source>
        <translation>它有多好？</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Which run&apos;s model is measured</source>
        <translation>测量哪次训练的模型</translation>
    </message>
    <message>
        <source>Export figures…</source>
        <translation>导出数据…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Another run that has been measured: its figures stand below these</source>
        <translation>另一个已评估的训练：它的数值显示在这些数值下方</translation>
    </message>
    <message>
        <source>No other run</source>
        <translation>不对比</translation>
    </message>
    <message numerus="yes">
        <source>Measured on %1 with %Ln sample(s)</source>
        <translation>
            <numerusform>测于 %1，共 %Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, opened from a file</source>
        <translation>%1（从文件打开）</translation>
    </message>
    <message>
        <source>This model learned to answer: it is measured against pairs, and what you have prepared are none.</source>
        <translation>这个模型学的是回答：要用成对的文本来衡量，而你准备的不是成对的。</translation>
    </message>
    <message>
        <source>This model learned no pairs, and what you have prepared are pairs.</source>
        <translation>这个模型没有学过成对的文本，而你准备的是成对的。</translation>
    </message>
    <message>
        <source>This model learned from another form of material than you have prepared. Choose “%1” on the Train page: it says which form it needs, and prepares yours in it.</source>
        <translation>这个模型学习的材料与你准备的形式不同。请在“训练”页选择“%1”：那里会说明它需要哪种形式，并把你的材料准备成那样。</translation>
    </message>
    <message>
        <source>Prepare something on the Data page first: a model opened from a file is measured against it.</source>
        <translation>请先在“数据”页准备材料：从文件打开的模型要与它对照衡量。</translation>
    </message>
    <message>
        <source>%1
Its figures are not kept in the project: it is of no run here.</source>
        <translation>%1
它的指标不会存入项目：它不属于这里的任何一次训练。</translation>
    </message>
    <message>
        <source>Your first model is learning. How good it is can be measured when it has ended.</source>
        <translation>你的第一个模型正在学习。结束后就可以衡量它有多好。</translation>
    </message>
</context>
<context>
    <name>capriccio::EvaluationThread</name>
    <message>
        <source>The evaluation had to stop because of an internal error.</source>
        <translation>由于内部错误，评估不得不停止。</translation>
    </message>
</context>
<context>
    <name>capriccio::ExportDialog</name>
    <message>
        <source>Exporting pictures</source>
        <translation>正在导出图片</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n file(s)</source>
        <translation>
            <numerusform>已保存 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder for the pictures</source>
        <translation>存放图片的文件夹</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>%1 × %2 pixels is more than one file can hold. Enlarge less or use fewer columns.</source>
        <translation>%1 × %2 像素超出一个文件的容量。请减小放大倍数或列数。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1 × %2 pixels</source>
        <translation>
            <numerusform>%n 个文件，%1 × %2 像素</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer the question above first.</source>
        <translation>请先回答上面的问题。</translation>
    </message>
    <message>
        <source>Drawing and saving</source>
        <translation>正在绘制和保存</translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n picture(s) saved</source>
        <translation>
            <numerusform>已停止；保存了 %n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>This picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>Selected pictures</source>
        <translation>选中的图片</translation>
    </message>
    <message numerus="yes">
        <source>%n selected picture(s)</source>
        <translation>
            <numerusform>选中的 %n 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Contact sheet of %n sample(s)</source>
        <translation>
            <numerusform>%n 个样本的小样表</numerusform>
        </translation>
    </message>
    <message>
        <source>Strip from corner to corner</source>
        <translation>从角到角的长条</translation>
    </message>
    <message>
        <source>Frames from corner to corner</source>
        <translation>从角到角的逐帧图片</translation>
    </message>
    <message>
        <source>The picture on the canvas as one file.</source>
        <translation>画布上的图片，存为一个文件。</translation>
    </message>
    <message>
        <source>The samples you selected, one file each (Ctrl+click selects several).</source>
        <translation>你选中的样本，每个一个文件（Ctrl+点击可选多个）。</translation>
    </message>
    <message>
        <source>All samples side by side in one file.</source>
        <translation>所有样本并排在一个文件里。</translation>
    </message>
    <message>
        <source>The way between the pad&apos;s corners, side by side in one file. Needs two corners.</source>
        <translation>移动板各角之间的过渡，并排在一个文件里。需要两个角。</translation>
    </message>
    <message>
        <source>The way between the pad&apos;s corners as numbered files, for a film. Needs two corners.</source>
        <translation>移动板各角之间的过渡，存为编号文件，可用来做影片。需要两个角。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>How many pictures the way is made of; more make it smoother.</source>
        <translation>过渡由多少张图片组成；越多越平滑。</translation>
    </message>
    <message>
        <source>Pictures on the way</source>
        <translation>途中的图片数</translation>
    </message>
    <message>
        <source>Back to the first</source>
        <translation>回到第一张</translation>
    </message>
    <message>
        <source>The way ends where it began, so that it can be played in a loop.</source>
        <translation>过渡在起点结束，可以循环播放。</translation>
    </message>
    <message>
        <source>How many pictures stand side by side.</source>
        <translation>并排放多少张图片。</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Room between the pictures.</source>
        <translation>图片之间的空隙。</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>Ground between the pictures</source>
        <translation>图片之间的底色</translation>
    </message>
    <message>
        <source>The colour between the pictures.</source>
        <translation>图片之间的颜色。</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>How many times larger than the model draws.</source>
        <translation>比模型画出的大多少倍。</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Crisp pixels</source>
        <translation>清晰像素</translation>
    </message>
    <message>
        <source>Lanczos: soft transitions, for print and screen.</source>
        <translation>Lanczos：过渡柔和，适合印刷和屏幕。</translation>
    </message>
    <message>
        <source>Nearest: every pixel becomes a square.</source>
        <translation>最近邻：每个像素变成一个方块。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where the files go; made when it is not there.</source>
        <translation>文件存放的位置；没有时会新建。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Chooses another folder.</source>
        <translation>选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the files are called; several are numbered. Files that exist are never replaced.</source>
        <translation>文件的名称；多个文件会编号。绝不替换已有文件。</translation>
    </message>
    <message>
        <source>Details in the file</source>
        <translation>文件中的详细信息</translation>
    </message>
    <message>
        <source>Seed, latent point, model, and where its training pictures come from. Dropped back on this window, the file brings the picture back.</source>
        <translation>种子、潜空间位置、模型以及训练图片的来源。把文件拖回本窗口，就能找回这张图片。</translation>
    </message>
    <message>
        <source>Without them nobody, you included, can bring this picture back or tell which model drew it.</source>
        <translation>没有这些信息，任何人（包括你）都无法找回这张图片，也无从知道是哪个模型画的。</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>不写入</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Marked as AI-generated</source>
        <translation>标记为 AI 生成</translation>
    </message>
    <message>
        <source>IPTC “trained algorithmic media”, which websites and other programs read. Some places and laws ask for it.</source>
        <translation>IPTC“经训练的算法媒体”标记，网站和其他程序会读取。有些平台和法律要求它。</translation>
    </message>
    <message>
        <source>Without the mark others may take the picture for a photograph or a drawing by hand.</source>
        <translation>没有标记，别人可能把图片当作照片或手绘。</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>不标记</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留标记</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Opens the folder the files are in.</source>
        <translation>打开文件所在的文件夹。</translation>
    </message>
    <message>
        <source>Draws and saves in the background.</source>
        <translation>在后台绘制并保存。</translation>
    </message>
    <message>
        <source>%1-sheet</source>
        <comment>name of a file</comment>
        <translation>%1-小样表</translation>
    </message>
    <message>
        <source>%1-strip</source>
        <comment>name of a file</comment>
        <translation>%1-长条</translation>
    </message>
    <message>
        <source>%1-frames</source>
        <comment>name of a file</comment>
        <translation>%1-逐帧</translation>
    </message>
</context>
<context>
    <name>capriccio::ExportJob</name>
    <message>
        <source>The model kept changing while the pictures were drawn. Export again when the training rests.</source>
        <translation>绘制图片时模型一直在变化。请在训练停下时再次导出。</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be made. Choose another one.</source>
        <translation>无法创建文件夹“%1”。请另选一个。</translation>
    </message>
    <message>
        <source>The pictures could not be saved to “%1”.</source>
        <translation>图片无法保存到“%1”。</translation>
    </message>
</context>
<context>
    <name>capriccio::ExportSwitch</name>
    <message>
        <source>Also for later exports of this project</source>
        <translation>以后导出此项目时也这样</translation>
    </message>
</context>
<context>
    <name>capriccio::FigureCard</name>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>尚可</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>another run, its figure</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>capriccio::Foot</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Getting “%1” ready</source>
        <translation>正在准备“%1”</translation>
    </message>
    <message>
        <source>Measuring this computer for “%1”</source>
        <translation>正在为“%1”测量这台电脑</translation>
    </message>
    <message>
        <source>Training “%1”</source>
        <translation>正在训练“%1”</translation>
    </message>
    <message>
        <source>“%1” pauses</source>
        <translation>“%1”已暂停</translation>
    </message>
    <message>
        <source>Finishing step of “%1”</source>
        <translation>正在完成“%1”手头的一步</translation>
    </message>
    <message>
        <source>saved just now</source>
        <translation>刚刚保存</translation>
    </message>
    <message>
        <source>saved %1 s ago</source>
        <translation>%1 秒前保存</translation>
    </message>
    <message>
        <source>saved %1 min ago</source>
        <translation>%1 分钟前保存</translation>
    </message>
    <message>
        <source>saved at %1</source>
        <translation>保存于 %1</translation>
    </message>
    <message>
        <source>Everything you do is kept as you go. There is nothing to save by hand.</source>
        <translation>你做的一切都会随时保存，无需手动保存。</translation>
    </message>
    <message>
        <source>Show the training</source>
        <translation>显示训练</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>停止这项工作</translation>
    </message>
</context>
<context>
    <name>capriccio::ImportThread</name>
    <message>
        <source>The pictures could not be read. Try again with fewer of them.</source>
        <translation>无法读取这些图片。请减少数量再试。</translation>
    </message>
</context>
<context>
    <name>capriccio::Instrument</name>
    <message>
        <source>Grand piano</source>
        <translation>大钢琴</translation>
    </message>
    <message>
        <source>Bright piano</source>
        <translation>明亮钢琴</translation>
    </message>
    <message>
        <source>Electric grand piano</source>
        <translation>电声大钢琴</translation>
    </message>
    <message>
        <source>Honky-tonk piano</source>
        <translation>酒吧钢琴</translation>
    </message>
    <message>
        <source>Electric piano 1</source>
        <translation>电钢琴 1</translation>
    </message>
    <message>
        <source>Electric piano 2</source>
        <translation>电钢琴 2</translation>
    </message>
    <message>
        <source>Harpsichord</source>
        <translation>羽管键琴</translation>
    </message>
    <message>
        <source>Clavinet</source>
        <translation>击弦古钢琴</translation>
    </message>
    <message>
        <source>Celesta</source>
        <translation>钢片琴</translation>
    </message>
    <message>
        <source>Glockenspiel</source>
        <translation>钟琴</translation>
    </message>
    <message>
        <source>Music box</source>
        <translation>八音盒</translation>
    </message>
    <message>
        <source>Vibraphone</source>
        <translation>颤音琴</translation>
    </message>
    <message>
        <source>Marimba</source>
        <translation>马林巴</translation>
    </message>
    <message>
        <source>Xylophone</source>
        <translation>木琴</translation>
    </message>
    <message>
        <source>Tubular bells</source>
        <translation>管钟</translation>
    </message>
    <message>
        <source>Dulcimer</source>
        <translation>扬琴</translation>
    </message>
    <message>
        <source>Drawbar organ</source>
        <translation>音栓风琴</translation>
    </message>
    <message>
        <source>Percussive organ</source>
        <translation>敲击风琴</translation>
    </message>
    <message>
        <source>Rock organ</source>
        <translation>摇滚风琴</translation>
    </message>
    <message>
        <source>Church organ</source>
        <translation>管风琴</translation>
    </message>
    <message>
        <source>Reed organ</source>
        <translation>簧片风琴</translation>
    </message>
    <message>
        <source>Accordion</source>
        <translation>手风琴</translation>
    </message>
    <message>
        <source>Harmonica</source>
        <translation>口琴</translation>
    </message>
    <message>
        <source>Tango accordion</source>
        <translation>探戈手风琴</translation>
    </message>
    <message>
        <source>Nylon guitar</source>
        <translation>尼龙弦吉他</translation>
    </message>
    <message>
        <source>Steel guitar</source>
        <translation>钢弦吉他</translation>
    </message>
    <message>
        <source>Jazz guitar</source>
        <translation>爵士吉他</translation>
    </message>
    <message>
        <source>Clean guitar</source>
        <translation>清音吉他</translation>
    </message>
    <message>
        <source>Muted guitar</source>
        <translation>闷音吉他</translation>
    </message>
    <message>
        <source>Overdriven guitar</source>
        <translation>过载吉他</translation>
    </message>
    <message>
        <source>Distorted guitar</source>
        <translation>失真吉他</translation>
    </message>
    <message>
        <source>Guitar harmonics</source>
        <translation>吉他泛音</translation>
    </message>
    <message>
        <source>Acoustic bass</source>
        <translation>原声贝司</translation>
    </message>
    <message>
        <source>Fingered bass</source>
        <translation>指弹贝司</translation>
    </message>
    <message>
        <source>Picked bass</source>
        <translation>拨片贝司</translation>
    </message>
    <message>
        <source>Fretless bass</source>
        <translation>无品贝司</translation>
    </message>
    <message>
        <source>Slap bass 1</source>
        <translation>击弦贝司 1</translation>
    </message>
    <message>
        <source>Slap bass 2</source>
        <translation>击弦贝司 2</translation>
    </message>
    <message>
        <source>Synth bass 1</source>
        <translation>合成贝司 1</translation>
    </message>
    <message>
        <source>Synth bass 2</source>
        <translation>合成贝司 2</translation>
    </message>
    <message>
        <source>Violin</source>
        <translation>小提琴</translation>
    </message>
    <message>
        <source>Viola</source>
        <translation>中提琴</translation>
    </message>
    <message>
        <source>Cello</source>
        <translation>大提琴</translation>
    </message>
    <message>
        <source>Double bass</source>
        <translation>低音提琴</translation>
    </message>
    <message>
        <source>Tremolo strings</source>
        <translation>震音弦乐</translation>
    </message>
    <message>
        <source>Pizzicato strings</source>
        <translation>拨奏弦乐</translation>
    </message>
    <message>
        <source>Harp</source>
        <translation>竖琴</translation>
    </message>
    <message>
        <source>Timpani</source>
        <translation>定音鼓</translation>
    </message>
    <message>
        <source>Strings 1</source>
        <translation>弦乐合奏 1</translation>
    </message>
    <message>
        <source>Strings 2</source>
        <translation>弦乐合奏 2</translation>
    </message>
    <message>
        <source>Synth strings 1</source>
        <translation>合成弦乐 1</translation>
    </message>
    <message>
        <source>Synth strings 2</source>
        <translation>合成弦乐 2</translation>
    </message>
    <message>
        <source>Choir aahs</source>
        <translation>人声“啊”</translation>
    </message>
    <message>
        <source>Voice oohs</source>
        <translation>人声“哦”</translation>
    </message>
    <message>
        <source>Synth voice</source>
        <translation>合成人声</translation>
    </message>
    <message>
        <source>Orchestra hit</source>
        <translation>管弦乐齐奏</translation>
    </message>
    <message>
        <source>Trumpet</source>
        <translation>小号</translation>
    </message>
    <message>
        <source>Trombone</source>
        <translation>长号</translation>
    </message>
    <message>
        <source>Tuba</source>
        <translation>大号</translation>
    </message>
    <message>
        <source>Muted trumpet</source>
        <translation>弱音小号</translation>
    </message>
    <message>
        <source>French horn</source>
        <translation>圆号</translation>
    </message>
    <message>
        <source>Brass section</source>
        <translation>铜管合奏</translation>
    </message>
    <message>
        <source>Synth brass 1</source>
        <translation>合成铜管 1</translation>
    </message>
    <message>
        <source>Synth brass 2</source>
        <translation>合成铜管 2</translation>
    </message>
    <message>
        <source>Soprano saxophone</source>
        <translation>高音萨克斯</translation>
    </message>
    <message>
        <source>Alto saxophone</source>
        <translation>中音萨克斯</translation>
    </message>
    <message>
        <source>Tenor saxophone</source>
        <translation>次中音萨克斯</translation>
    </message>
    <message>
        <source>Baritone saxophone</source>
        <translation>上低音萨克斯</translation>
    </message>
    <message>
        <source>Oboe</source>
        <translation>双簧管</translation>
    </message>
    <message>
        <source>English horn</source>
        <translation>英国管</translation>
    </message>
    <message>
        <source>Bassoon</source>
        <translation>大管</translation>
    </message>
    <message>
        <source>Clarinet</source>
        <translation>单簧管</translation>
    </message>
    <message>
        <source>Piccolo</source>
        <translation>短笛</translation>
    </message>
    <message>
        <source>Flute</source>
        <translation>长笛</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>竖笛</translation>
    </message>
    <message>
        <source>Pan flute</source>
        <translation>排箫</translation>
    </message>
    <message>
        <source>Blown bottle</source>
        <translation>吹瓶</translation>
    </message>
    <message>
        <source>Shakuhachi</source>
        <translation>尺八</translation>
    </message>
    <message>
        <source>Whistle</source>
        <translation>口哨</translation>
    </message>
    <message>
        <source>Ocarina</source>
        <translation>陶笛</translation>
    </message>
    <message>
        <source>Square lead</source>
        <translation>方波主音</translation>
    </message>
    <message>
        <source>Saw lead</source>
        <translation>锯齿波主音</translation>
    </message>
    <message>
        <source>Calliope lead</source>
        <translation>汽笛风琴主音</translation>
    </message>
    <message>
        <source>Chiff lead</source>
        <translation>吹气主音</translation>
    </message>
    <message>
        <source>Charang lead</source>
        <translation>恰朗戈主音</translation>
    </message>
    <message>
        <source>Voice lead</source>
        <translation>人声主音</translation>
    </message>
    <message>
        <source>Fifths lead</source>
        <translation>五度主音</translation>
    </message>
    <message>
        <source>Bass and lead</source>
        <translation>贝司加主音</translation>
    </message>
    <message>
        <source>New age pad</source>
        <translation>新世纪铺底</translation>
    </message>
    <message>
        <source>Warm pad</source>
        <translation>温暖铺底</translation>
    </message>
    <message>
        <source>Polysynth pad</source>
        <translation>复音合成铺底</translation>
    </message>
    <message>
        <source>Choir pad</source>
        <translation>合唱铺底</translation>
    </message>
    <message>
        <source>Bowed pad</source>
        <translation>弓弦铺底</translation>
    </message>
    <message>
        <source>Metallic pad</source>
        <translation>金属铺底</translation>
    </message>
    <message>
        <source>Halo pad</source>
        <translation>光晕铺底</translation>
    </message>
    <message>
        <source>Sweep pad</source>
        <translation>扫频铺底</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>雨</translation>
    </message>
    <message>
        <source>Soundtrack</source>
        <translation>电影配乐</translation>
    </message>
    <message>
        <source>Crystal</source>
        <translation>水晶</translation>
    </message>
    <message>
        <source>Atmosphere</source>
        <translation>大气</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>明亮</translation>
    </message>
    <message>
        <source>Goblins</source>
        <translation>精灵</translation>
    </message>
    <message>
        <source>Echoes</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Sci-fi</source>
        <translation>科幻</translation>
    </message>
    <message>
        <source>Sitar</source>
        <translation>西塔琴</translation>
    </message>
    <message>
        <source>Banjo</source>
        <translation>班卓琴</translation>
    </message>
    <message>
        <source>Shamisen</source>
        <translation>三味线</translation>
    </message>
    <message>
        <source>Koto</source>
        <translation>日本筝</translation>
    </message>
    <message>
        <source>Kalimba</source>
        <translation>卡林巴</translation>
    </message>
    <message>
        <source>Bagpipe</source>
        <translation>风笛</translation>
    </message>
    <message>
        <source>Fiddle</source>
        <translation>民间提琴</translation>
    </message>
    <message>
        <source>Shanai</source>
        <translation>唢呐</translation>
    </message>
    <message>
        <source>Tinkle bell</source>
        <translation>铃铛</translation>
    </message>
    <message>
        <source>Agogo</source>
        <translation>阿哥哥铃</translation>
    </message>
    <message>
        <source>Steel drums</source>
        <translation>钢鼓</translation>
    </message>
    <message>
        <source>Woodblock</source>
        <translation>木鱼</translation>
    </message>
    <message>
        <source>Taiko drum</source>
        <translation>太鼓</translation>
    </message>
    <message>
        <source>Melodic tom</source>
        <translation>旋律嗵鼓</translation>
    </message>
    <message>
        <source>Synth drum</source>
        <translation>合成鼓</translation>
    </message>
    <message>
        <source>Reverse cymbal</source>
        <translation>反向镲</translation>
    </message>
    <message>
        <source>Guitar fret noise</source>
        <translation>吉他品噪</translation>
    </message>
    <message>
        <source>Breath noise</source>
        <translation>呼吸声</translation>
    </message>
    <message>
        <source>Seashore</source>
        <translation>海浪</translation>
    </message>
    <message>
        <source>Bird tweet</source>
        <translation>鸟鸣</translation>
    </message>
    <message>
        <source>Telephone ring</source>
        <translation>电话铃</translation>
    </message>
    <message>
        <source>Helicopter</source>
        <translation>直升机</translation>
    </message>
    <message>
        <source>Applause</source>
        <translation>掌声</translation>
    </message>
    <message>
        <source>Gunshot</source>
        <translation>枪声</translation>
    </message>
</context>
<context>
    <name>capriccio::Key</name>
    <message>
        <source>C♭ major</source>
        <translation>降C大调</translation>
    </message>
    <message>
        <source>G♭ major</source>
        <translation>降G大调</translation>
    </message>
    <message>
        <source>D♭ major</source>
        <translation>降D大调</translation>
    </message>
    <message>
        <source>A♭ major</source>
        <translation>降A大调</translation>
    </message>
    <message>
        <source>E♭ major</source>
        <translation>降E大调</translation>
    </message>
    <message>
        <source>B♭ major</source>
        <translation>降B大调</translation>
    </message>
    <message>
        <source>F major</source>
        <translation>F大调</translation>
    </message>
    <message>
        <source>C major</source>
        <translation>C大调</translation>
    </message>
    <message>
        <source>G major</source>
        <translation>G大调</translation>
    </message>
    <message>
        <source>D major</source>
        <translation>D大调</translation>
    </message>
    <message>
        <source>A major</source>
        <translation>A大调</translation>
    </message>
    <message>
        <source>E major</source>
        <translation>E大调</translation>
    </message>
    <message>
        <source>B major</source>
        <translation>B大调</translation>
    </message>
    <message>
        <source>F♯ major</source>
        <translation>升F大调</translation>
    </message>
    <message>
        <source>C♯ major</source>
        <translation>升C大调</translation>
    </message>
    <message>
        <source>A♭ minor</source>
        <translation>降A小调</translation>
    </message>
    <message>
        <source>E♭ minor</source>
        <translation>降E小调</translation>
    </message>
    <message>
        <source>B♭ minor</source>
        <translation>降B小调</translation>
    </message>
    <message>
        <source>F minor</source>
        <translation>F小调</translation>
    </message>
    <message>
        <source>C minor</source>
        <translation>C小调</translation>
    </message>
    <message>
        <source>G minor</source>
        <translation>G小调</translation>
    </message>
    <message>
        <source>D minor</source>
        <translation>D小调</translation>
    </message>
    <message>
        <source>A minor</source>
        <translation>A小调</translation>
    </message>
    <message>
        <source>E minor</source>
        <translation>E小调</translation>
    </message>
    <message>
        <source>B minor</source>
        <translation>B小调</translation>
    </message>
    <message>
        <source>F♯ minor</source>
        <translation>升F小调</translation>
    </message>
    <message>
        <source>C♯ minor</source>
        <translation>升C小调</translation>
    </message>
    <message>
        <source>G♯ minor</source>
        <translation>升G小调</translation>
    </message>
    <message>
        <source>D♯ minor</source>
        <translation>升D小调</translation>
    </message>
    <message>
        <source>A♯ minor</source>
        <translation>升A小调</translation>
    </message>
</context>
<context>
    <name>capriccio::LatentPad</name>
    <message>
        <source>Drag samples onto two or more corners.</source>
        <translation>把样本拖到两个或更多角上。</translation>
    </message>
    <message>
        <source>Latent pad</source>
        <translation>潜空间移动板</translation>
    </message>
    <message>
        <source>Each corner is a picture; moving the dot blends them. Arrow keys move it (Shift: finely), 1 to 4 jump to a corner, Home to the middle.</source>
        <translation>每个角是一张图片；移动圆点把它们融合。方向键移动（按住 Shift 微调），1 到 4 跳到角上，Home 回到中间。</translation>
    </message>
    <message>
        <source>corner %1: %2 %</source>
        <translation>角 %1：%2 %</translation>
    </message>
</context>
<context>
    <name>capriccio::LibraryPage</name>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
    <message>
        <source>Note on a run</source>
        <translation>训练笔记</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Branched from run %1 at step %2</source>
        <translation>从训练 %1 的第 %2 步分支</translation>
    </message>
    <message>
        <source>every training of this project is kept here</source>
        <translation>这个项目的每次训练都保存在这里</translation>
    </message>
    <message>
        <source>This run has no checkpoint</source>
        <translation>这次训练没有检查点</translation>
    </message>
    <message>
        <source>Rename run</source>
        <translation>重命名训练</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln run(s)</source>
        <translation>
            <numerusform>移除 %Ln 次训练</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken out of the list; Undo brings it back</source>
        <translation>已从列表中取出；撤销可找回</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Seed %1. Enter takes it to the canvas.</source>
        <translation>种子 %1。回车把它带到画布。</translation>
    </message>
    <message>
        <source>Enter takes it to the canvas.</source>
        <translation>回车把它带到画布。</translation>
    </message>
    <message>
        <source>The model this favourite was drawn with is gone: %1</source>
        <translation>绘制这张收藏的模型不见了：%1</translation>
    </message>
    <message>
        <source>Take to the canvas</source>
        <translation>带到画布</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>从收藏中移除</translation>
    </message>
    <message>
        <source>Remove a favourite</source>
        <translation>移除收藏</translation>
    </message>
    <message>
        <source>%1, %2. Enter shows it in its folder.</source>
        <translation>%1，%2。回车在文件夹中显示。</translation>
    </message>
    <message>
        <source>%1 is no longer there</source>
        <translation>%1 已不在那里</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Part of the library</source>
        <translation>资料库分区</translation>
    </message>
    <message>
        <source>Runs and their models</source>
        <translation>训练及其模型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Runs of this project</source>
        <translation>本项目的训练</translation>
    </message>
    <message>
        <source>Draw with this run&apos;s model</source>
        <translation>用这次训练的模型绘制</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on training from its last checkpoint, bit for bit</source>
        <translation>从最后的检查点继续训练，逐位一致</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Start a new run from one of its checkpoints; this one stays as it is</source>
        <translation>从它的某个检查点开始新的训练；这次训练保持不变</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Moves the run to the project&apos;s trash; Undo brings it back</source>
        <translation>把训练移到项目的回收站；撤销可找回</translation>
    </message>
    <message>
        <source>Pictures you mark with the heart on the canvas are kept here.</source>
        <translation>你在画布上用心形标记的图片保存在这里。</translation>
    </message>
    <message>
        <source>Exported pictures</source>
        <translation>导出的图片</translation>
    </message>
    <message>
        <source>Every picture you export is listed here, with the settings it carries.</source>
        <translation>你导出的每张图片都列在这里，连同它携带的设置。</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>自%1</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已学</translation>
    </message>
    <message>
        <source>Take to the page</source>
        <translation>带到创作页</translation>
    </message>
    <message>
        <source>Work with this run&apos;s model</source>
        <translation>使用这次训练的模型创作</translation>
    </message>
    <message>
        <source>The model has learned on since this was kept: it looks a little different now.</source>
        <translation>收藏之后模型又继续学习了，所以现在看起来略有不同。</translation>
    </message>
</context>
<context>
    <name>capriccio::MainWindow</name>
    <message>
        <source>“%1” has finished</source>
        <translation>“%1”已完成</translation>
    </message>
    <message>
        <source>“%1” stopped, everything up to here is saved</source>
        <translation>“%1”已停止，到此为止的一切都已保存</translation>
    </message>
    <message>
        <source>Untitled project</source>
        <translation>未命名项目</translation>
    </message>
    <message>
        <source>%1 – Capriccio</source>
        <translation>%1 – Capriccio</translation>
    </message>
    <message>
        <source>%1 (read-only)</source>
        <translation>%1（只读）</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>没有任务在进行</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Save project as…</source>
        <translation>项目另存为…</translation>
    </message>
    <message>
        <source>Open model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Switch between Chinese and English</source>
        <translation>在中文和英文之间切换</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Full work</source>
        <translation>只看作品</translation>
    </message>
    <message>
        <source>Hide everything but the work (Tab or F11)</source>
        <translation>隐藏作品以外的一切（Tab 或 F11）</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Capriccio</source>
        <translation>关于 Capriccio</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Switch to the light theme</source>
        <translation>切换到浅色主题</translation>
    </message>
    <message>
        <source>Switch to the dark theme</source>
        <translation>切换到深色主题</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>还没有项目</translation>
    </message>
    <message>
        <source>Tab or F11</source>
        <translation>Tab 或 F11</translation>
    </message>
    <message>
        <source>Hide everything but the work, Esc brings it back</source>
        <translation>隐藏作品以外的一切，Esc 恢复</translation>
    </message>
    <message>
        <source>Arrows, Space, Enter</source>
        <translation>方向键、空格、回车</translation>
    </message>
    <message>
        <source>Move in a grid of pictures, select, open</source>
        <translation>在图片网格中移动、选择、打开</translation>
    </message>
    <message>
        <source>Shift with a slider</source>
        <translation>按住 Shift 拖动滑块</translation>
    </message>
    <message>
        <source>Finer steps; double-click resets, Enter types a value</source>
        <translation>微调；双击重置，回车输入数值</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open the model “%1”</source>
        <translation>打开模型“%1”</translation>
    </message>
    <message>
        <source>Open the project “%1”</source>
        <translation>打开项目“%1”</translation>
    </message>
    <message>
        <source>Go back to this picture: seed %1, model “%2”</source>
        <translation>回到这张图片：种子 %1，模型“%2”</translation>
    </message>
    <message>
        <source>Go back to this picture and its settings, model “%1”</source>
        <translation>回到这张图片及其设置，模型“%1”</translation>
    </message>
    <message>
        <source>This picture was drawn by the model “%1”, which is not in this project. Open the project it comes from, or drop its model.safetensors here first.</source>
        <translation>这张图片由模型“%1”绘制，该模型不在本项目中。请打开它所属的项目，或先把它的 model.safetensors 拖到这里。</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>Capriccio cannot use these files</source>
        <translation>Capriccio 无法使用这些文件</translation>
    </message>
    <message>
        <source>Forget this project</source>
        <translation>忘记这个项目</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>打开项目文件夹</translation>
    </message>
    <message>
        <source>Pause for a moment: the project can move once this training has ended</source>
        <translation>请先暂停一下：这次训练结束后项目才能移动</translation>
    </message>
    <message>
        <source>Save the project as a folder</source>
        <translation>把项目保存为文件夹</translation>
    </message>
    <message>
        <source>Project folder (*)</source>
        <translation>项目文件夹 (*)</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>已保存在 %1</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>It will finish its step and save, so that you can go on with it later.</source>
        <translation>它会完成手头的一步并保存，以后可以继续。</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Keep this project?</source>
        <translation>保留这个项目吗？</translation>
    </message>
    <message>
        <source>It has no name yet. Kept, it is offered to you again at the next start.</source>
        <translation>它还没有名称。保留的话，下次启动时会再提供给你。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Keep for next time</source>
        <translation>留待下次</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Finishing the step and saving…</source>
        <translation>正在完成这一步并保存…</translation>
    </message>
    <message>
        <source>An unnamed project is waiting from %1.</source>
        <translation>有一个 %1 的未命名项目在等待。</translation>
    </message>
    <message>
        <source>Go on where you were</source>
        <translation>从上次的地方继续</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>丢弃它</translation>
    </message>
    <message>
        <source>Leave it stopped</source>
        <translation>保持停止</translation>
    </message>
    <message>
        <source>Model “%1”, %2, trained on %3</source>
        <translation>模型“%1”，已学 %2，训练数据：%3</translation>
    </message>
    <message>
        <source>Model “%1”, %2, trained on %3 (%4)</source>
        <translation>模型“%1”，已学 %2，训练数据：%3（%4）</translation>
    </message>
    <message>
        <source>A studio that learns from your own pictures, texts and melodies, on this computer. Nothing leaves it: no account, no upload, no downloaded model.

Free software under the GNU General Public License, version 3 or later. It stands on Qt, LibTorch, QCustomPlot, FluidSynth, libsndfile, RtMidi, exiv2, ICU and SQLite.</source>
        <translation>一间在本机上向你自己的图片、文本和旋律学习的工作室。一切都留在本机：没有账号、没有上传、没有下载的模型。

自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。它建立在 Qt、LibTorch、QCustomPlot、FluidSynth、libsndfile、RtMidi、exiv2、ICU 和 SQLite 之上。</translation>
    </message>
    <message>
        <source>Capriccio cannot use %1. Drop pictures, texts, melodies, folders, archives, a model or a project.</source>
        <translation>Capriccio 无法使用 %1。请拖入图片、文本、旋律、文件夹、压缩包、模型或项目。</translation>
    </message>
    <message>
        <source>“%1” was interrupted after %2. Everything up to its last checkpoint is here.</source>
        <translation>“%1”在学习 %2 后中断。到最后一个检查点为止的成果都在。</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>项目另存为</translation>
    </message>
    <message>
        <source>Copying the project to %1</source>
        <translation>正在把项目复制到 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · 剩余 %2</translation>
    </message>
    <message>
        <source>Not saved: the copy was cancelled</source>
        <translation>没有保存：复制已取消</translation>
    </message>
    <message>
        <source>Go back to these pictures: the first on the canvas, up to four on the pad; model “%1”</source>
        <translation>回到这些图片：第一张放到画布上，最多四张放到移动板上；模型“%1”</translation>
    </message>
    <message>
        <source>“%1” has learned on since it drew this: the same places look a little different now.</source>
        <translation>“%1”画出它之后又继续学习了：同样的位置现在看起来会略有不同。</translation>
    </message>
    <message>
        <source>“%1” in the project “%2” was interrupted after %3. Everything up to its last checkpoint is there.</source>
        <translation>项目“%2”中的“%1”在学习 %3 后中断。到最后一个检查点为止的成果都在。</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开它</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Space, Enter</source>
        <translation>空格、回车</translation>
    </message>
    <message>
        <source>Hear a melody, open it in the piano roll</source>
        <translation>试听旋律、在钢琴卷帘中打开</translation>
    </message>
    <message>
        <source>Arrows in the piano roll</source>
        <translation>钢琴卷帘中的方向键</translation>
    </message>
    <message>
        <source>Move notes or the marker, Shift moves further, Alt changes lengths</source>
        <translation>移动音符或标记，按住 Shift 移得更远，按住 Alt 改变时值</translation>
    </message>
    <message>
        <source>Enter, N, Shift+N</source>
        <translation>回车、N、Shift+N</translation>
    </message>
    <message>
        <source>Draw a note at the marker, select the next, the one before</source>
        <translation>在标记处画音符、选择下一个、上一个</translation>
    </message>
    <message>
        <source>Q, L, [ and ]</source>
        <translation>Q、L、[ 和 ]</translation>
    </message>
    <message>
        <source>Quantise, loop the selection, softer and louder</source>
        <translation>量化、循环所选、减弱和加强</translation>
    </message>
    <message>
        <source>Ctrl+A, C, X, V, D, Delete</source>
        <translation>Ctrl+A、C、X、V、D、Delete</translation>
    </message>
    <message>
        <source>Select all, copy, cut, paste, duplicate, delete notes</source>
        <translation>全选、复制、剪切、粘贴、再制、删除音符</translation>
    </message>
    <message>
        <source>+ and -, Home, End</source>
        <translation>+ 和 -、Home、End</translation>
    </message>
    <message>
        <source>Zoom the piano roll, go to its beginning or end</source>
        <translation>缩放钢琴卷帘、跳到开头或结尾</translation>
    </message>
    <message>
        <source>Not everything is saved</source>
        <translation>尚未全部保存</translation>
    </message>
    <message>
        <source>What you did last could not be saved yet. Stay, make room on the disk or connect it again, and it is saved by itself.</source>
        <translation>你最后的改动还没能保存。请留下，腾出磁盘空间或重新连接磁盘，之后会自动保存。</translation>
    </message>
    <message>
        <source>Leave without it</source>
        <translation>不保存就离开</translation>
    </message>
    <message>
        <source>Open a model or an exported picture</source>
        <translation>打开模型或导出的图片</translation>
    </message>
    <message>
        <source>Models and exported pictures (*.safetensors *.png)</source>
        <translation>模型和导出的图片 (*.safetensors *.png)</translation>
    </message>
    <message>
        <source>Ctrl+A, Delete</source>
        <translation>Ctrl+A、Delete</translation>
    </message>
    <message>
        <source>Select everything, take out what is selected</source>
        <translation>全选，移除选中的内容</translation>
    </message>
    <message>
        <source>F2, Enter, Delete</source>
        <translation>F2、回车、Delete</translation>
    </message>
    <message>
        <source>Rename a run of the Library, open it, remove it</source>
        <translation>重命名、打开或移除资料库中的训练</translation>
    </message>
    <message>
        <source>+ and -, 0, arrows</source>
        <translation>+ 和 -、0、方向键</translation>
    </message>
    <message>
        <source>Zoom a picture or a plot, show all of it, move it</source>
        <translation>缩放图片或曲线图、显示全部、移动</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Play the way between the points</source>
        <translation>播放各点之间的路径</translation>
    </message>
    <message>
        <source>Up and Down</source>
        <translation>上、下方向键</translation>
    </message>
    <message>
        <source>The seed before and after, in its field</source>
        <translation>在种子框中切换到上一个或下一个种子</translation>
    </message>
    <message>
        <source>1 to 4, arrows, Home</source>
        <translation>1 到 4、方向键、Home</translation>
    </message>
    <message>
        <source>To a corner of the pad, across it, to its middle</source>
        <translation>移到面板的角上、在面板上移动、回到中央</translation>
    </message>
    <message>
        <source>1 to 9</source>
        <translation>1 到 9</translation>
    </message>
    <message>
        <source>Take one of the versions offered</source>
        <translation>采用给出的某个版本</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop writing, put versions away</source>
        <translation>停止写作，收起各个版本</translation>
    </message>
    <message>
        <source>Favourite: the melody that has the focus</source>
        <translation>收藏当前选中的旋律</translation>
    </message>
    <message>
        <source>%1 is neither a model nor a picture that remembers how it was drawn.</source>
        <translation>%1 既不是模型，也不是记录了绘制方式的图片。</translation>
    </message>
    <message>
        <source>Space in the piano roll</source>
        <translation>钢琴卷帘中的空格</translation>
    </message>
    <message>
        <source>Play and pause</source>
        <translation>播放和暂停</translation>
    </message>
</context>
<context>
    <name>capriccio::MaterialPage</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Not there any more, so nothing of it was read: %1. Bring it back and add it once more; undo takes back what was read without it.</source>
        <translation>已经不在原处，因此没有读取其中的内容：%1。请把它放回原处再添加一次；撤销可以退回到缺少它的这次读取之前。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of files</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>capriccio::MelodyCard</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Hear it (Space)</source>
        <translation>试听（空格）</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Keep it as a favourite</source>
        <translation>收藏它</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>Melody %1</source>
        <translation>旋律 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n 个音</numerusform>
        </translation>
    </message>
    <message>
        <source>still being composed</source>
        <translation>还在创作中</translation>
    </message>
    <message>
        <source>Click to hear it, double-click to open it in the piano roll, drag it out as a MIDI file</source>
        <translation>单击试听，双击在钢琴卷帘中打开，拖出即为 MIDI 文件</translation>
    </message>
    <message>
        <source>Click to hear it, double-click to open it in the piano roll</source>
        <translation>单击试听，双击在钢琴卷帘中打开</translation>
    </message>
</context>
<context>
    <name>capriccio::MelodyImportThread</name>
    <message>
        <source>The tunes could not be read. Try again with fewer of them.</source>
        <translation>无法读取这些曲子。请减少数量再试。</translation>
    </message>
</context>
<context>
    <name>capriccio::MessageBanner</name>
    <message>
        <source>Put this message away</source>
        <translation>收起这条消息</translation>
    </message>
</context>
<context>
    <name>capriccio::MusicControls</name>
    <message>
        <source>Your music</source>
        <translation>你的音乐</translation>
    </message>
    <message>
        <source>What is learned</source>
        <translation>学习什么</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>One track</source>
        <translation>一条音轨</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>全部音轨</translation>
    </message>
    <message>
        <source>The melody of every tune, found by itself: one note at a time</source>
        <translation>每首曲子的旋律，自动找出：一次一个音</translation>
    </message>
    <message>
        <source>The same track of every tune</source>
        <translation>每首曲子的同一条音轨</translation>
    </message>
    <message>
        <source>Everything together, with its instruments</source>
        <translation>全部一起，连同乐器</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>音轨</translation>
    </message>
    <message>
        <source>Which track of every file</source>
        <translation>每个文件的哪条音轨</translation>
    </message>
    <message>
        <source>chords as context</source>
        <translation>以和弦为背景</translation>
    </message>
    <message>
        <source>The harmony of the other tracks is learned along with the melody, where there is one</source>
        <translation>若有和声，则连同旋律一起学习其他音轨的和声</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Notes are put on the nearest place; finer keeps more of the playing and takes longer to learn</source>
        <translation>音符放到最近的位置；越细越保留演奏的样子，也学得越久</translation>
    </message>
    <message>
        <source>as the tunes need</source>
        <translation>按曲子需要</translation>
    </message>
    <message>
        <source>sixteenths</source>
        <translation>十六分音符</translation>
    </message>
    <message>
        <source>sixteenth triplets</source>
        <translation>十六分三连音</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>finer</source>
        <translation>更细</translation>
    </message>
    <message>
        <source>Other keys</source>
        <translation>其他调</translation>
    </message>
    <message>
        <source>Every tune is learned up to so many semitones higher and lower too; 0 = only as it is, 6 = in all keys</source>
        <translation>每首曲子也在上下若干半音内移调学习；0 = 只学原调，6 = 学所有调</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留作检验</translation>
    </message>
    <message>
        <source>So many tunes are never learned from; they show whether the model understands or repeats</source>
        <translation>这么多曲子从不用来学习；它们能看出模型是理解还是照搬</translation>
    </message>
    <message>
        <source>two bars at a time</source>
        <translation>一次两小节</translation>
    </message>
    <message>
        <source>For a melody VAE: a space of two-bar melodies to walk through</source>
        <translation>用于旋律 VAE：可在其中行走的两小节旋律空间</translation>
    </message>
    <message>
        <source>A melody VAE learns two bars at a time, the other models whole tunes.</source>
        <translation>旋律 VAE 一次学两小节，其他模型学整首曲子。</translation>
    </message>
    <message>
        <source>my own tunes, a songbook …</source>
        <translation>我自己的曲子、歌本……</translation>
    </message>
    <message>
        <source>Follows every exported melody</source>
        <translation>随每段导出的旋律一起</translation>
    </message>
    <message>
        <source>own work, CC BY …</source>
        <translation>原创、CC BY……</translation>
    </message>
    <message>
        <source>Whether you may publish what is learned from it is yours to know</source>
        <translation>由它学来的东西能否发表，由你判断</translation>
    </message>
    <message>
        <source>Prepare and train</source>
        <translation>准备并训练</translation>
    </message>
    <message>
        <source>Prepares the tunes and goes on to training</source>
        <translation>准备曲子，然后进入训练</translation>
    </message>
    <message>
        <source>%1 tunes, %2 notes, of which %3 are melody; length: %4</source>
        <translation>%1 首曲子，%2 个音，其中 %3 个是旋律；时长：%4</translation>
    </message>
</context>
<context>
    <name>capriccio::MusicDataPage</name>
    <message>
        <source>Choose a folder of melodies</source>
        <translation>选择装有旋律的文件夹</translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln tune(s)</source>
        <translation>
            <numerusform>移出 %Ln 首曲子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %Ln tune(s)</source>
        <translation>
            <numerusform>放回 %Ln 首曲子</numerusform>
        </translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Change how tunes are prepared</source>
        <translation>改变曲子的准备方式</translation>
    </message>
    <message>
        <source>Note where they come from</source>
        <translation>注明来源</translation>
    </message>
    <message>
        <source>Add “%1” to your melodies</source>
        <translation>把“%1”加入你的旋律</translation>
    </message>
    <message>
        <source>Read “%1” to learn from</source>
        <translation>读入“%1”用来学习</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln file(s) to your melodies</source>
        <translation>
            <numerusform>把 %Ln 个文件加入你的旋律</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %Ln file(s) to learn from</source>
        <translation>
            <numerusform>读入 %Ln 个文件用来学习</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose melodies or archives</source>
        <translation>选择旋律或压缩包</translation>
    </message>
    <message>
        <source>Melodies and archives (*.mid *.midi *.kar *.abc *.zip);;All files (*)</source>
        <translation>旋律和压缩包 (*.mid *.midi *.kar *.abc *.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Read melodies</source>
        <translation>读入旋律</translation>
    </message>
    <message>
        <source>Add melodies</source>
        <translation>加入旋律</translation>
    </message>
    <message>
        <source>Read the built-in melodies</source>
        <translation>读入内置旋律</translation>
    </message>
    <message>
        <source>Reading your melodies</source>
        <translation>正在读入你的旋律</translation>
    </message>
    <message>
        <source>Drop the melodies you want to learn from</source>
        <translation>把想用来学习的旋律拖到这里</translation>
    </message>
    <message>
        <source>MIDI files, ABC tunes, folders or a .zip of them. Fifty tunes are enough to begin; a thousand make a model worth hearing. They stay on this computer and are never changed.</source>
        <translation>MIDI 文件、ABC 曲谱、文件夹或它们的 .zip。五十首就可以开始；一千首能练出值得一听的模型。它们留在这台电脑上，绝不会被改动。</translation>
    </message>
    <message>
        <source>Melodies</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>Prepare two bars at a time</source>
        <translation>按两小节一段准备</translation>
    </message>
    <message>
        <source>Choose the track of a tune</source>
        <translation>选择一首曲子的音轨</translation>
    </message>
    <message>
        <source>Prepare whole tunes</source>
        <translation>按整首曲子准备</translation>
    </message>
</context>
<context>
    <name>capriccio::MusicEvaluatePage</name>
    <message>
        <source>overlap %1, KL divergence %2</source>
        <translation>重叠 %1，KL 散度 %2</translation>
    </message>
    <message numerus="yes">
        <source>melody %1 shares %n notes with “%2”</source>
        <translation>
            <numerusform>旋律 %1 与“%2”共有 %n 个音</numerusform>
        </translation>
    </message>
    <message>
        <source>it shares no passage worth naming with your tunes</source>
        <translation>它与你的曲子没有值得一提的共同片段</translation>
    </message>
    <message>
        <source>longest shared passages, in whatever key</source>
        <translation>最长的共同片段，不论调</translation>
    </message>
    <message>
        <source>Train a model first, then see how good it is.</source>
        <translation>请先训练模型，再看它有多好。</translation>
    </message>
    <message>
        <source>You will see how well it foretells tunes it never heard, how like yours its melodies are, and whether it copies.</source>
        <translation>你会看到它对没听过的曲子预知得多好、它的旋律多像你的，以及它是否抄袭。</translation>
    </message>
    <message>
        <source>Melodies to compose</source>
        <translation>要写的旋律</translation>
    </message>
    <message>
        <source>More melodies give steadier figures and take longer; compare runs with the same number</source>
        <translation>旋律越多数字越稳，也越费时；比较训练时请用同样的数目</translation>
    </message>
    <message>
        <source>New melodies are composed and measured against yours. It takes a minute or two; you may leave the page.</source>
        <translation>将写出新旋律并与你的比较。需要一两分钟；可以离开此页。</translation>
    </message>
    <message>
        <source>Composes melodies with this model and measures them against yours</source>
        <translation>用此模型写旋律，并与你的比较</translation>
    </message>
    <message>
        <source>Saves the figures, histograms and shared passages as a table (CSV) or JSON</source>
        <translation>把数字、直方图和共同片段存为表格（CSV）或 JSON</translation>
    </message>
    <message>
        <source>Pitches</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>Steps between notes</source>
        <translation>音程</translation>
    </message>
    <message>
        <source>Note values</source>
        <translation>时值</translation>
    </message>
    <message>
        <source>Places in the bar</source>
        <translation>小节内的位置</translation>
    </message>
    <message>
        <source>in your tunes</source>
        <translation>在你的曲子中</translation>
    </message>
    <message>
        <source>in what it composes</source>
        <translation>在它写的旋律中</translation>
    </message>
    <message>
        <source>Is it copying?</source>
        <translation>它在抄袭吗？</translation>
    </message>
    <message>
        <source>Shared passages</source>
        <translation>共同片段</translation>
    </message>
    <message>
        <source>Notes in the scale, tune by tune</source>
        <translation>音阶内的音符（逐首）</translation>
    </message>
    <message>
        <source>Repetition of bars, tune by tune</source>
        <translation>小节的重复（逐首）</translation>
    </message>
    <message>
        <source>Range in semitones, tune by tune</source>
        <translation>以半音计的音域（逐首）</translation>
    </message>
    <message>
        <source>Shared passage in notes, tune by tune</source>
        <translation>最长的共有片段，以音符计（逐首）</translation>
    </message>
</context>
<context>
    <name>capriccio::MusicExportDialog</name>
    <message>
        <source>Where to save</source>
        <translation>存到哪里</translation>
    </message>
    <message>
        <source>A picture of the piano roll.</source>
        <translation>钢琴卷帘的图片。</translation>
    </message>
    <message>
        <source>For any other music program: notes, tempo, key, metre and instruments.</source>
        <translation>供其他音乐程序使用：音符、速度、调、拍号和乐器。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another.</source>
        <translation>无法建立文件夹 %1。请另选一个。</translation>
    </message>
    <message>
        <source>Cancelled, nothing was saved.</source>
        <translation>已取消，没有保存任何内容。</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Export the melody</source>
        <translation>导出旋律</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>on paper</source>
        <translation>纸上</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>底色</translation>
    </message>
    <message>
        <source>Say that it was generated, by which model and from which data</source>
        <translation>注明由模型生成，以及所用模型和数据</translation>
    </message>
    <message>
        <source>Written into the file, where other programs can read it</source>
        <translation>写入文件，其他程序可以读到</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Played by the sound font you hear, as loud as it can be without clipping.</source>
        <translation>由你听到的音色库演奏，响度调到不失真的最大。</translation>
    </message>
    <message>
        <source>Exporting the melody</source>
        <translation>正在导出旋律</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Saving, %1 left</source>
        <translation>正在保存，剩余 %1</translation>
    </message>
</context>
<context>
    <name>capriccio::MusicTrainPage</name>
    <message>
        <source>It learns from your melodies. Choose some first.</source>
        <translation>它从你的旋律中学习。请先选一些。</translation>
    </message>
    <message>
        <source>Fifty tunes are enough to begin; a thousand make a model worth hearing.</source>
        <translation>五十首就可以开始；一千首能练出值得一听的模型。</translation>
    </message>
    <message>
        <source>Choose melodies</source>
        <translation>选择旋律</translation>
    </message>
    <message>
        <source>What it composes now</source>
        <translation>它现在写的</translation>
    </message>
    <message>
        <source>What it composed</source>
        <translation>它写过的</translation>
    </message>
    <message>
        <source>It composes little melodies from the first minute to the last, so you can hear how it learns. You may leave this page while it trains.</source>
        <translation>从第一分钟到最后，它一直在写小旋律，你可以听到它怎样学习。训练时可以离开此页。</translation>
    </message>
    <message>
        <source>Your melodies are being loaded and the model is built.</source>
        <translation>正在载入旋律并建立模型。</translation>
    </message>
    <message>
        <source>At first the notes fall at random; rhythm comes after a while, then keys and phrases.</source>
        <translation>起初音符是随机的；过一阵有了节奏，然后有了调和乐句。</translation>
    </message>
    <message>
        <source>Compose with what it learned, or let it go on for longer.</source>
        <translation>用它学到的来作曲，或让它继续学。</translation>
    </message>
    <message>
        <source>Starts learning from your melodies (Ctrl+Return)</source>
        <translation>开始从你的旋律中学习（Ctrl+回车）</translation>
    </message>
    <message>
        <source>Longer training gives better melodies, until it begins to learn your tunes by heart. You can stop and go on at any time.</source>
        <translation>训练越久旋律越好，直到它开始把你的曲子背下来。随时可以停下再继续。</translation>
    </message>
    <message>
        <source>Compose with it</source>
        <translation>用它作曲</translation>
    </message>
    <message>
        <source>Takes this model to the Compose page</source>
        <translation>把此模型带到作曲页</translation>
    </message>
    <message>
        <source>Compose with this model</source>
        <translation>用此模型作曲</translation>
    </message>
    <message>
        <source>Melodies, curves and settings of several runs side by side</source>
        <translation>并排比较几次训练的旋律、曲线和设置</translation>
    </message>
    <message>
        <source>“%1”, %2 tunes</source>
        <translation>“%1”，%2 首</translation>
    </message>
    <message>
        <source>%1 notes to learn from, %2 held out</source>
        <translation>%1 个音用于学习，%2 个留作检验</translation>
    </message>
    <message>
        <source>Nothing composed yet</source>
        <translation>还没有写出旋律</translation>
    </message>
    <message>
        <source>the same numbers since the start · click one to hear it</source>
        <translation>从一开始就用同样的编号 · 点一段试听</translation>
    </message>
    <message>
        <source>Composed samples</source>
        <translation>写出的样本</translation>
    </message>
    <message>
        <source>The first melodies come in a moment</source>
        <translation>第一批旋律马上就来</translation>
    </message>
    <message>
        <source>Here it composes as it learns</source>
        <translation>它边学边写，旋律会出现在这里</translation>
    </message>
    <message>
        <source>It learns two bars of melody at a time; your tunes are prepared whole.</source>
        <translation>它一次学两小节旋律；你的曲子目前是整首准备的。</translation>
    </message>
    <message>
        <source>Prepare two bars at a time</source>
        <translation>按两小节一段准备</translation>
    </message>
    <message>
        <source>It learns whole tunes; yours are prepared two bars at a time, in no order.</source>
        <translation>它学习完整的曲子；你的曲子现在是每两小节一段准备的，没有顺序。</translation>
    </message>
    <message>
        <source>Prepare whole tunes</source>
        <translation>按整首曲子准备</translation>
    </message>
    <message>
        <source>“%1”, %2 pieces of two bars</source>
        <translation>“%1”，%2 个两小节片段</translation>
    </message>
    <message>
        <source>“%1”, %2 tunes, copies in other keys among them</source>
        <translation>“%1”，%2 首曲子，包括移到其他调的副本</translation>
    </message>
    <message>
        <source>Your melodies are chosen, but not prepared yet.</source>
        <translation>你的旋律已经选好，但还没有准备。</translation>
    </message>
    <message>
        <source>Press “Prepare and train” on the Data page: it prepares them and comes back here.</source>
        <translation>请按“数据”页上的“准备并训练”：它会准备旋律，然后回到这里。</translation>
    </message>
    <message>
        <source>To your melodies</source>
        <translation>前往你的旋律</translation>
    </message>
</context>
<context>
    <name>capriccio::NotesCard</name>
    <message>
        <source>Where they come from</source>
        <translation>它们来自哪里</translation>
    </message>
    <message>
        <source>follows every export</source>
        <translation>随每次导出</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
</context>
<context>
    <name>capriccio::OptionRowView</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what an option does, and its range</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 Now 0: %2.</source>
        <comment>what an option does, and what zero means</comment>
        <translation>%1现在为 0：%2。</translation>
    </message>
    <message>
        <source>%1 0: %2.</source>
        <comment>what an option does, and what zero means</comment>
        <translation>%1 0：%2。</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <comment>the preset&apos;s own value</comment>
        <translation>回到 %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
    <message>
        <source>%1. In %2.</source>
        <comment>what an option does, and its unit</comment>
        <translation>%1。单位：%2。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>what an option does, as a sentence</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>capriccio::PairedBars</name>
    <message>
        <source>%1: %2 in %3, %4 in %5</source>
        <extracomment>word: share in your texts, share in what it writes</extracomment>
        <translation>%1：%3 %2，%5 %4</translation>
    </message>
</context>
<context>
    <name>capriccio::PianoRoll</name>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>bar %1, beat %2</source>
        <translation>第 %1 小节第 %2 拍</translation>
    </message>
    <message>
        <source>%1, %2; nothing is selected</source>
        <translation>%1，%2；没有选中任何音</translation>
    </message>
    <message>
        <source>%1, %2, velocity %3</source>
        <translation>%1，%2，力度 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n notes selected, from %1</source>
        <translation>
            <numerusform>选中 %n 个音，从%1起</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete notes</source>
        <translation>删除音符</translation>
    </message>
    <message>
        <source>Duplicate notes</source>
        <translation>再制音符</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>移调</translation>
    </message>
    <message>
        <source>Change velocities</source>
        <translation>改变力度</translation>
    </message>
    <message>
        <source>Cut notes</source>
        <translation>剪切音符</translation>
    </message>
    <message>
        <source>Paste notes</source>
        <translation>粘贴音符</translation>
    </message>
    <message>
        <source>Draw a note</source>
        <translation>画音符</translation>
    </message>
    <message>
        <source>Resize notes</source>
        <translation>改变时值</translation>
    </message>
    <message>
        <source>Move notes</source>
        <translation>移动音符</translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation>复制音符</translation>
    </message>
    <message>
        <source>loud</source>
        <translation>力度</translation>
    </message>
</context>
<context>
    <name>capriccio::PictureBrowser</name>
    <message numerus="yes">
        <source>%Ln usable</source>
        <translation>
            <numerusform>%Ln 张可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near-duplicate(s)</source>
        <translation>
            <numerusform>%Ln 张近似重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln 张无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln too small</source>
        <translation>
            <numerusform>%Ln 张太小</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken out</source>
        <translation>
            <numerusform>%Ln 张已取出</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a verdict</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>file name: reason</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, %2 × %3 px</source>
        <translation>%1，%2 × %3 像素</translation>
    </message>
    <message>
        <source>%1, class “%2”</source>
        <translation>%1，类别“%2”</translation>
    </message>
    <message>
        <source>%1: taken out</source>
        <translation>%1：已取出</translation>
    </message>
    <message>
        <source>%1: looks like another one</source>
        <translation>%1：与另一张很像</translation>
    </message>
    <message numerus="yes">
        <source>Put %Ln back</source>
        <translation>
            <numerusform>放回 %Ln 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln near-duplicate(s)</source>
        <translation>
            <numerusform>取出 %Ln 张近似重复图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln</source>
        <translation>
            <numerusform>取出 %Ln 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>取出</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Too small</source>
        <translation>太小</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>已取出</translation>
    </message>
    <message>
        <source>Everything that was found</source>
        <translation>找到的全部内容</translation>
    </message>
    <message>
        <source>What the model will learn from</source>
        <translation>模型将从中学习的图片</translation>
    </message>
    <message>
        <source>Pictures that look alike; only the first of each group is learned from</source>
        <translation>看起来相像的图片；每组只学习第一张</translation>
    </message>
    <message>
        <source>Files that cannot be read, each with its reason</source>
        <translation>无法读取的文件，各附原因</translation>
    </message>
    <message>
        <source>Pictures with a side under 16 px</source>
        <translation>有一边小于 16 像素的图片</translation>
    </message>
    <message>
        <source>Pictures you took out; they can be put back</source>
        <translation>你取出的图片；可以放回</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>filter and count</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Put these pictures away and choose others; nothing on disk is touched</source>
        <translation>收起这些图片另选；磁盘上的文件不会改动</translation>
    </message>
    <message>
        <source>Pictures found</source>
        <translation>找到的图片</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>添加图片…</translation>
    </message>
    <message>
        <source>Single pictures or archives; folders can be dropped anywhere on the window</source>
        <translation>单张图片或压缩包；文件夹可以拖放到窗口任意位置</translation>
    </message>
</context>
<context>
    <name>capriccio::PlayerBar</name>
    <message>
        <source>bar %1 of %2 · %3</source>
        <translation>第 %1 小节，共 %2 小节 · %3</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Holds the music here (Space)</source>
        <translation>把音乐停在这里（空格）</translation>
    </message>
    <message>
        <source>Plays from the marker on (Space)</source>
        <translation>从标记处播放（空格）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Plays the marked region over and over; without one, the whole tune</source>
        <translation>反复播放标出的区域；没有标出时播放整首</translation>
    </message>
    <message>
        <source>Metronome</source>
        <translation>节拍器</translation>
    </message>
    <message>
        <source>Clicks on every beat, brighter at the beginning of a bar</source>
        <translation>每拍一响，小节开头更亮</translation>
    </message>
    <message>
        <source>Count-in</source>
        <translation>预备拍</translation>
    </message>
    <message>
        <source>A bar of clicks before the music begins</source>
        <translation>音乐开始前先敲一小节</translation>
    </message>
    <message>
        <source>Place in the tune</source>
        <translation>曲中位置</translation>
    </message>
    <message>
        <source>Drag to go to another place</source>
        <translation>拖动以换到别处</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>快慢</translation>
    </message>
    <message>
        <source>Playing speed</source>
        <translation>播放快慢</translation>
    </message>
    <message>
        <source>How fast it is played; the written tempo stays as it is</source>
        <translation>播放的快慢；谱上的速度不变</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>How loud it sounds here; exported files are not changed</source>
        <translation>此处的响度；导出的文件不受影响</translation>
    </message>
    <message>
        <source>Stops and goes back to the marker</source>
        <translation>停止并回到标记处</translation>
    </message>
</context>
<context>
    <name>capriccio::Plot</name>
    <message>
        <source>%1 %2</source>
        <comment>curve name and its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <comment>a reference line&apos;s name and value</comment>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>%1 %2 · %3</source>
        <comment>amount, its unit, time: 96,000 images · 6 min 10 s</comment>
        <translation>%1 %2 · %3</translation>
    </message>
    <message>
        <source>The plot could not be saved as %1. Choose another folder or free some space.</source>
        <translation>曲线图无法保存为 %1。请选择另一个文件夹或腾出一些空间。</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>导出曲线图</translation>
    </message>
    <message>
        <source>Picture (*.png);;Document (*.pdf);;Numbers (*.csv)</source>
        <translation>图片 (*.png);;文档 (*.pdf);;数据 (*.csv)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Back to the whole run; the plot follows new values again (double-click)</source>
        <translation>回到整个训练过程；曲线图重新跟随新值（双击）</translation>
    </message>
    <message>
        <source>Time along the lower edge</source>
        <translation>横轴为时间</translation>
    </message>
    <message>
        <source>Counts minutes of training instead of pictures seen</source>
        <translation>按训练分钟数而不是看过的图片数</translation>
    </message>
    <message>
        <source>Logarithmic lower edge</source>
        <translation>横轴取对数</translation>
    </message>
    <message>
        <source>Gives the first minutes as much room as the last hours</source>
        <translation>让最初几分钟与最后几小时占同样的空间</translation>
    </message>
    <message>
        <source>Logarithmic values</source>
        <translation>纵轴取对数</translation>
    </message>
    <message>
        <source>Shows small and large values at once</source>
        <translation>同时显示小值和大值</translation>
    </message>
    <message>
        <source>Export the plot…</source>
        <translation>导出曲线图…</translation>
    </message>
    <message>
        <source>Saves the picture (PNG, PDF) or all the numbers (CSV)</source>
        <translation>保存图片（PNG、PDF）或全部数字（CSV）</translation>
    </message>
    <message>
        <source>Wheel: closer. Drag a rectangle: into it. Shift and drag: along. Double-click: everything. Left and right arrow: walk along the curves.</source>
        <translation>滚轮：放大。拖出矩形：进入其中。按住 Shift 拖动：平移。双击：全部。左右方向键：沿曲线移动。</translation>
    </message>
</context>
<context>
    <name>capriccio::PrepareControls</name>
    <message>
        <source>%1 px suits these pictures and this computer best.</source>
        <translation>%1 像素最适合这些图片和这台电脑。</translation>
    </message>
    <message>
        <source>%1 px shows finer detail and learns about %2 times slower than the suggested %3 px.</source>
        <translation>%1 像素能显示更细的细节，学习速度约为建议的 %3 像素的 %2 分之一。</translation>
    </message>
    <message>
        <source>%1 px learns faster and shows less detail than the suggested %2 px.</source>
        <translation>%1 像素比建议的 %2 像素学得快，细节较少。</translation>
    </message>
    <message>
        <source>As the model will see them</source>
        <translation>模型将看到的样子</translation>
    </message>
    <message>
        <source>Preview of training pictures</source>
        <translation>训练图片预览</translation>
    </message>
    <message>
        <source>Shape and size</source>
        <translation>形状与大小</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>Cuts the middle square out: what is at the edges is not learned</source>
        <translation>取中间的正方形：边缘的内容不会被学到</translation>
    </message>
    <message>
        <source>Squeezes the whole picture into a square: shapes change their proportions</source>
        <translation>把整张图片压成正方形：形状的比例会改变</translation>
    </message>
    <message>
        <source>Keeps the whole picture and fills the rest with the background colour</source>
        <translation>保留整张图片，其余用背景色填充</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Resolution in pixels</source>
        <translation>分辨率（像素）</translation>
    </message>
    <message>
        <source>The model draws at this size; twice the side takes about four times as long</source>
        <translation>模型按此大小绘制；边长加倍约需四倍时间</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>The model learns colours too</source>
        <translation>模型也学习颜色</translation>
    </message>
    <message>
        <source>Only light and dark: learns faster, for drawings and scans</source>
        <translation>只有明暗：学得更快，适合素描和扫描</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>底色</translation>
    </message>
    <message>
        <source>The colour under transparent parts and around padded pictures; the model learns it too</source>
        <translation>透明部分之下和留边图片周围的颜色；模型也会学到它</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景颜色</translation>
    </message>
    <message>
        <source>Add mirrored copies</source>
        <translation>添加镜像副本</translation>
    </message>
    <message>
        <source>Twice as many pictures to learn from; not for letters or anything with a left and a right</source>
        <translation>可学习的图片加倍；不适合文字或有左右之分的内容</translation>
    </message>
    <message>
        <source>Learn from near-duplicates too</source>
        <translation>也学习近似重复的图片</translation>
    </message>
    <message>
        <source>Pictures that appear several times are drawn more often and copied more easily</source>
        <translation>多次出现的图片会被更常画出，也更容易被复制</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>my own sketches, 2024 to 2026</source>
        <translation>我自己的速写，2024 至 2026 年</translation>
    </message>
    <message>
        <source>Written into every picture you export, so that anyone can see what the model learned from</source>
        <translation>写入你导出的每张图片，让人知道模型学了什么</translation>
    </message>
    <message>
        <source>own work, CC BY 4.0</source>
        <translation>自己的作品，CC BY 4.0</translation>
    </message>
    <message>
        <source>Under which licence the pictures are; it decides what you may do with what the model draws</source>
        <translation>图片采用的许可；它决定你能怎样使用模型画出的内容</translation>
    </message>
    <message>
        <source>Train on these pictures</source>
        <translation>用这些图片训练</translation>
    </message>
    <message>
        <source>Prepares the pictures and takes you to the Train step</source>
        <translation>准备图片并转到训练步骤</translation>
    </message>
    <message>
        <source>Pictures in each class</source>
        <translation>每个类别的图片</translation>
    </message>
    <message>
        <source>Fit</source>
        <comment>how pictures are made square</comment>
        <translation>适配</translation>
    </message>
    <message>
        <source>Colour</source>
        <comment>pictures, as against grey ones</comment>
        <translation>彩色</translation>
    </message>
</context>
<context>
    <name>capriccio::PresetPanel</name>
    <message>
        <source>%1 With your own settings.</source>
        <comment>what a preset is good for</comment>
        <translation>%1 使用你自己的设置。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Picks the run up at its last checkpoint and lets it learn for longer</source>
        <translation>从最后的检查点接着学习更久</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新训练</translation>
    </message>
    <message>
        <source>Starts over from nothing; this run is kept</source>
        <translation>从零开始；这次训练会保留</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Goes on learning where it paused</source>
        <translation>从暂停处继续学习</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Frees the computer; nothing is lost</source>
        <translation>让出电脑；什么都不会丢</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Finishes the step in hand, saves, and ends the run; you can go on later</source>
        <translation>完成手头的一步，保存并结束；以后可以继续</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Writes a checkpoint this moment instead of within the next minute</source>
        <translation>现在就写一个检查点，而不是等到下一分钟内</translation>
    </message>
    <message>
        <source>Measuring how fast it learns on this computer…</source>
        <translation>正在测量它在这台电脑上学得多快…</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n thread(s), measured on this computer</source>
        <translation>
            <numerusform>%1，%n 个线程，在这台电脑上测得</numerusform>
        </translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Which kind of model learns, with settings that are known to work</source>
        <translation>哪一种模型来学习，设置都经过验证</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>训练时长</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Minutes of training</source>
        <translation>训练的分钟数</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Every setting of the model, with what it does. You never need it.</source>
        <translation>模型的每一项设置及其作用。你并不需要它。</translation>
    </message>
    <message>
        <source>About %1 here. Usually worth looking at after about %2; give it longer if you can.</source>
        <translation>本机约%1。通常约 %2后才值得一看；如果可以，请多给些时间。</translation>
    </message>
    <message>
        <source>About %1 here; worth looking after about %2.</source>
        <translation>本机约%1；约 %2后值得一看。</translation>
    </message>
    <message>
        <source>Prepares your material as this model needs it, and comes back here</source>
        <translation>按这个模型的需要准备素材，然后回到这里</translation>
    </message>
    <message>
        <source>About %1 here. It will have learned your material after about %2 and end then: more material makes more time worth while.</source>
        <translation>本机约%1。约 %2后它就学完了你的素材并结束：素材更多，才值得花更多时间。</translation>
    </message>
    <message numerus="yes">
        <source>Trains for %Ln step(s)</source>
        <translation>
            <numerusform>训练 %Ln 步</numerusform>
        </translation>
    </message>
    <message>
        <source>Trains until you stop it</source>
        <translation>一直训练，直到你停止</translation>
    </message>
</context>
<context>
    <name>capriccio::ProjectCopyThread</name>
    <message>
        <source>Copying the project stopped because of an internal error.</source>
        <translation>复制项目因内部错误而停止。</translation>
    </message>
</context>
<context>
    <name>capriccio::Rail</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Projects, samples, and where you left off (Alt+1)</source>
        <translation>项目、样例和上次离开的地方（Alt+1）</translation>
    </message>
    <message>
        <source>Train on pictures and draw new ones (Alt+2)</source>
        <translation>用图片训练并绘制新图片（Alt+2）</translation>
    </message>
    <message>
        <source>Runs, models, favourites and exports of this project (Alt+5)</source>
        <translation>本项目的训练、模型、收藏和导出（Alt+5）</translation>
    </message>
    <message>
        <source>Train on texts and write together with what they taught (Alt+3)</source>
        <translation>用文本训练，再与学成的模型一起写作（Alt+3）</translation>
    </message>
    <message>
        <source>Train on melodies and compose together with what they taught (Alt+4)</source>
        <translation>用旋律训练，再与学成的模型一起作曲（Alt+4）</translation>
    </message>
</context>
<context>
    <name>capriccio::ReadingService</name>
    <message>
        <source>%1 has %2; the page takes texts of at most %3. Drop it on the Data page to train with it.</source>
        <translation>%1 有 %2，页面最多容纳 %3 的文本。要用它训练，请拖到数据页。</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>无法打开 %1：%2</translation>
    </message>
    <message>
        <source>there is no text in it.</source>
        <translation>其中没有文字。</translation>
    </message>
    <message>
        <source>Reading stopped because of an internal error: %1</source>
        <translation>因内部错误停止读取：%1</translation>
    </message>
</context>
<context>
    <name>capriccio::ReadingView</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · 还剩 %2</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>目前 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop looking; what was there before stays</source>
        <translation>停止查看；之前的内容会保留</translation>
    </message>
</context>
<context>
    <name>capriccio::RealPictures</name>
    <message>
        <source>Real pictures</source>
        <translation>真实图片</translation>
    </message>
    <message>
        <source>Your own pictures as the model sees them</source>
        <translation>模型眼中的你的图片</translation>
    </message>
    <message>
        <source>%1 · %2 × %2</source>
        <comment>number of pictures, their side in pixels</comment>
        <translation>%1 · %2 × %2</translation>
    </message>
    <message>
        <source>Your pictures are not where they were. What was prepared of them is kept in the project and can still be trained on.</source>
        <translation>你的图片已不在原处。由它们准备好的数据保存在项目里，仍可用来训练。</translation>
    </message>
</context>
<context>
    <name>capriccio::RenderThread</name>
    <message>
        <source>Rendering stopped because of an internal error.</source>
        <translation>渲染因内部错误而停止。</translation>
    </message>
    <message>
        <source>Exporting the melody</source>
        <translation>正在导出旋律</translation>
    </message>
</context>
<context>
    <name>capriccio::RollPanel</name>
    <message>
        <source>1/1</source>
        <translation>1/1</translation>
    </message>
    <message>
        <source>1/2</source>
        <translation>1/2</translation>
    </message>
    <message>
        <source>1/4</source>
        <translation>1/4</translation>
    </message>
    <message>
        <source>1/8</source>
        <translation>1/8</translation>
    </message>
    <message>
        <source>1/8 triplet</source>
        <translation>1/8 三连音</translation>
    </message>
    <message>
        <source>1/16</source>
        <translation>1/16</translation>
    </message>
    <message>
        <source>1/16 triplet</source>
        <translation>1/16 三连音</translation>
    </message>
    <message>
        <source>1/32</source>
        <translation>1/32</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>Change the instrument</source>
        <translation>更换乐器</translation>
    </message>
    <message>
        <source>Write down what I play</source>
        <translation>记下我弹的</translation>
    </message>
    <message>
        <source>Play in notes</source>
        <translation>弹入音符</translation>
    </message>
    <message>
        <source>Add a track</source>
        <translation>添加音轨</translation>
    </message>
    <message>
        <source>Select its notes</source>
        <translation>选中其中的音符</translation>
    </message>
    <message>
        <source>Move the selection here</source>
        <translation>把所选移到这里</translation>
    </message>
    <message>
        <source>Move notes to a track</source>
        <translation>把音符移到音轨</translation>
    </message>
    <message>
        <source>Delete this track</source>
        <translation>删除此音轨</translation>
    </message>
    <message>
        <source>Delete a track</source>
        <translation>删除音轨</translation>
    </message>
    <message numerus="yes">
        <source>%n notes selected</source>
        <translation>
            <numerusform>选中 %n 个音</numerusform>
        </translation>
    </message>
    <message>
        <source>drag to draw · Q quantise · Ctrl+D duplicate</source>
        <translation>拖动即画 · Q 量化 · Ctrl+D 再制</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>钢琴卷帘</translation>
    </message>
    <message>
        <source>What dragging does</source>
        <translation>拖动的作用</translation>
    </message>
    <message>
        <source>Dragging on free ground draws notes; with Shift it selects</source>
        <translation>在空白处拖动画音符；按住 Shift 则为选择</translation>
    </message>
    <message>
        <source>Dragging on free ground selects notes</source>
        <translation>在空白处拖动选择音符</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Notes snap to this value; Alt while dragging goes freely</source>
        <translation>音符对齐到此时值；拖动时按 Alt 则不受限制</translation>
    </message>
    <message>
        <source>Quantise</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Pulls the selected notes, or all of the track, to the grid (Q)</source>
        <translation>把所选音符或整条音轨拉向网格（Q）</translation>
    </message>
    <message>
        <source>Strength of quantising</source>
        <translation>量化强度</translation>
    </message>
    <message>
        <source>How far notes are pulled: 100 % is exactly on the grid, less keeps some of the hand</source>
        <translation>拉动多少：100 % 完全对齐网格，少些则保留手的痕迹</translation>
    </message>
    <message>
        <source>MIDI keyboard</source>
        <translation>MIDI 键盘</translation>
    </message>
    <message>
        <source>Play a connected MIDI keyboard, and write down what you play</source>
        <translation>弹奏已连接的 MIDI 键盘，并记下所弹</translation>
    </message>
    <message>
        <source>Show the whole tune</source>
        <translation>显示整首</translation>
    </message>
    <message>
        <source>Zooms so that the tune fits</source>
        <translation>缩放到刚好放下整首</translation>
    </message>
    <message>
        <source>Rename a track</source>
        <translation>重命名音轨</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Mark the region to loop</source>
        <translation>标记循环区域</translation>
    </message>
    <message>
        <source>Clear the region to loop</source>
        <translation>清除循环区域</translation>
    </message>
    <message>
        <source>Silence or hear a track</source>
        <translation>静音或恢复音轨</translation>
    </message>
    <message>
        <source>The MIDI keyboard “%1” cannot be opened. Close other programs that use it, or connect it again.</source>
        <translation>MIDI 键盘“%1”无法打开。请关闭正在使用它的其他程序，或重新连接它。</translation>
    </message>
    <message>
        <source>Hear all tracks</source>
        <translation>听全部音轨</translation>
    </message>
    <message>
        <source>Hear it alone</source>
        <translation>只听这一条</translation>
    </message>
    <message>
        <source>drag to select · Q quantise · Ctrl+D duplicate</source>
        <translation>拖动即选 · Q 量化 · Ctrl+D 再制</translation>
    </message>
</context>
<context>
    <name>capriccio::RunCompare</name>
    <message>
        <source>Select a run to look at it, several to compare them (Ctrl or Shift and a click).</source>
        <translation>选择一次训练来查看，选择多次来比较（Ctrl 或 Shift 加点击）。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>%1, %2 pictures</source>
        <translation>%1，%2 张图片</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Distance to your pictures</source>
        <translation>与你的图片的距离</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>bold where the runs are not alike</source>
        <translation>不同之处以粗体显示</translation>
    </message>
    <message>
        <source>How they learned</source>
        <translation>它们怎样学习</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>还没有测量</translation>
    </message>
    <message>
        <source>Curves of the selected runs</source>
        <translation>所选训练的曲线</translation>
    </message>
    <message>
        <source>A note about this run</source>
        <translation>关于这次训练的笔记</translation>
    </message>
    <message>
        <source>Nothing made yet</source>
        <translation>还什么都没做出来</translation>
    </message>
    <message>
        <source>What “%1” made last</source>
        <translation>“%1”最近的成果</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>run, measurement</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>学习素材</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已学</translation>
    </message>
    <message>
        <source>Loss on what it never saw</source>
        <translation>在未见内容上的损失</translation>
    </message>
    <message>
        <source>Bits per character</source>
        <translation>比特/字符</translation>
    </message>
    <message>
        <source>What they made last</source>
        <translation>它们最近的成果</translation>
    </message>
</context>
<context>
    <name>capriccio::RunComparison</name>
    <message>
        <source>in training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>lost its way</source>
        <translation>迷失了方向</translation>
    </message>
    <message>
        <source>could not go on</source>
        <translation>无法继续</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>run, measurement</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Tick two runs to see them side by side</source>
        <translation>勾选两次训练即可并排查看</translation>
    </message>
    <message>
        <source>Their settings are the same</source>
        <translation>它们的设置相同</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>比较训练</translation>
    </message>
    <message>
        <source>Tick up to four runs.</source>
        <translation>最多勾选四次训练。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量项</translation>
    </message>
    <message>
        <source>Which measurement the plot shows for every run</source>
        <translation>曲线图对每次训练显示哪个测量项</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>state, how far a training is</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Samples of %1</source>
        <translation>%1 的样本</translation>
    </message>
</context>
<context>
    <name>capriccio::SoundThread</name>
    <message>
        <source>No sound device was found. Nothing is heard, everything else works; connect one and press play again.</source>
        <translation>没有找到声音设备，所以听不到声音。其他一切照常；请连接设备后再按播放。</translation>
    </message>
    <message>
        <source>The sound device is gone. Nothing is heard, everything else works; connect one and press play again.</source>
        <translation>声音设备不见了，所以听不到声音。其他一切照常；请连接设备后再按播放。</translation>
    </message>
</context>
<context>
    <name>capriccio::StartPage</name>
    <message>
        <source>Seed %1. Click to take it to the canvas.</source>
        <translation>种子 %1。点击把它带到画布。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Projects you save appear here. Unnamed ones are kept as you go and offered back.</source>
        <translation>你保存的项目出现在这里。未命名的会随时保留并再次提供。</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>重新绘制</translation>
    </message>
    <message>
        <source>Show other pictures</source>
        <translation>显示其他图片</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>画廊</translation>
    </message>
    <message>
        <source>%1, last opened %2</source>
        <translation>%1，上次打开于 %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Drawn just now</source>
        <translation>刚刚绘制</translation>
    </message>
    <message>
        <source>From the built-in sample</source>
        <translation>来自内置样例</translation>
    </message>
    <message>
        <source>by “%1” · click one to take it to the canvas</source>
        <translation>由“%1”绘制 · 点击一张把它带到画布</translation>
    </message>
    <message>
        <source>drawn by this program, free to use</source>
        <translation>本程序绘制，可自由使用</translation>
    </message>
    <message>
        <source>Click to try the built-in sample</source>
        <translation>点击试用内置样例</translation>
    </message>
    <message>
        <source>Drawing a few pictures…</source>
        <translation>正在绘制几张图片…</translation>
    </message>
    <message>
        <source>Choose a folder to learn from</source>
        <translation>选择要学习的文件夹</translation>
    </message>
    <message>
        <source>Choose files to learn from</source>
        <translation>选择要学习的文件</translation>
    </message>
    <message>
        <source>Pictures, texts, melodies and archives (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff *.txt *.md *.html *.htm *.json *.csv *.tsv *.mid *.midi *.kar *.abc *.zip *.gz *-ubyte);;All files (*)</source>
        <translation>图片、文本、旋律和压缩包 (*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff *.txt *.md *.html *.htm *.json *.csv *.tsv *.mid *.midi *.kar *.abc *.zip *.gz *-ubyte);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Drop your pictures, texts or melodies here</source>
        <translation>把图片、文本或旋律拖到这里</translation>
    </message>
    <message>
        <source>Files, folders or archives. Fifty pictures, a few dozen pages or a hundred tunes are enough to begin with; they never leave this computer.</source>
        <translation>文件、文件夹或压缩包。五十张图片、几十页文字或一百首曲子就足以开始；它们绝不会离开本机。</translation>
    </message>
    <message>
        <source>Everything in it that can be learned from is read</source>
        <translation>其中所有可供学习的内容都会被读取</translation>
    </message>
    <message>
        <source>Pictures, texts, melodies or archives</source>
        <translation>图片、文本、旋律或压缩包</translation>
    </message>
</context>
<context>
    <name>capriccio::Studio</name>
    <message>
        <source>A training is running already. Stop it first, or let it finish.</source>
        <translation>已有训练在进行。请先停止，或让它完成。</translation>
    </message>
    <message>
        <source>This run is no longer in the project.</source>
        <translation>这次训练已不在项目中。</translation>
    </message>
    <message>
        <source>Choose what to learn from first</source>
        <translation>请先选择学习素材</translation>
    </message>
    <message>
        <source>What you do in “%1” is not kept. %2 To keep it, save the project under another name.</source>
        <translation>你在“%1”里做的改动不会保留。%2 要保留它们，请把项目另存为新名称。</translation>
    </message>
</context>
<context>
    <name>capriccio::TextControls</name>
    <message>
        <source>%1 characters, %2 of them different
%3 words, %4 of them different</source>
        <translation>%1 个字符，其中 %2 个不同
%3 个词，其中 %4 个不同</translation>
    </message>
    <message>
        <source>%1 characters are left to learn from</source>
        <translation>剩下 %1 个字符可供学习</translation>
    </message>
    <message numerus="yes">
        <source>The encoding of %Ln text(s) is a guess. If the text below the list looks wrong, choose another here; everything is read again.</source>
        <translation>
            <numerusform>%Ln 篇文本的编码是猜测的。如果列表下方的文字看起来不对，请在此另选编码，全部文本会重新读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %Ln damaged text(s) all the same</source>
        <translation>
            <numerusform>仍然读取 %Ln 篇损坏的文本</numerusform>
        </translation>
    </message>
    <message>
        <source>Take off the Gutenberg frame (%1 characters)</source>
        <translation>去掉古腾堡计划的首尾说明（%1 个字符）</translation>
    </message>
    <message>
        <source>“%1…”</source>
        <translation>“%1…”</translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln passage(s) that stand twice (%1 characters)</source>
        <translation>
            <numerusform>去掉 %Ln 处重复段落（%1 个字符）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 line ends of other systems are evened out.</source>
        <translation>%1 个其他系统的换行已统一。</translation>
    </message>
    <message>
        <source>%1 control characters are left out.</source>
        <translation>%1 个控制字符已略去。</translation>
    </message>
    <message>
        <source>Suggested for these texts: %1. %2</source>
        <translation>建议这些文本使用：%1。%2</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>word pieces</source>
        <translation>词片</translation>
    </message>
    <message>
        <source>In numbers</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Pairs of source and target: the model will learn to answer in the manner of the examples.</source>
        <translation>源文与译文成对：模型会学着像示例那样作答。</translation>
    </message>
    <message>
        <source>All words</source>
        <translation>全部词</translation>
    </message>
    <message>
        <source>Telling words</source>
        <translation>实词</translation>
    </message>
    <message>
        <source>The most frequent words</source>
        <translation>最常见的词</translation>
    </message>
    <message>
        <source>The most frequent words without “the”, “and” and their like (stop words)</source>
        <translation>去掉“的”“了”之类（停用词）后最常见的词</translation>
    </message>
    <message>
        <source>Which words</source>
        <translation>哪些词</translation>
    </message>
    <message>
        <source>Most frequent words</source>
        <translation>最常见的词</translation>
    </message>
    <message>
        <source>How it is read</source>
        <translation>如何读取</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Found out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>How the bytes of a file become letters; the wrong one shows as odd signs</source>
        <translation>文件的字节如何变成文字；选错会显示成乱码</translation>
    </message>
    <message>
        <source>What cannot be read becomes �; without this, damaged texts are left out</source>
        <translation>读不出的部分变成 �；不勾选则略过损坏的文本</translation>
    </message>
    <message>
        <source>Leaves out the notes of Project Gutenberg before and after the work, which the model would learn to write, too</source>
        <translation>略去作品前后的古腾堡计划说明，否则模型也会学着写它们</translation>
    </message>
    <message>
        <source>Passages of at least 200 characters that stand again later: the model would learn them by heart</source>
        <translation>后文再次出现的 200 字符以上的段落：模型会把它们背下来</translation>
    </message>
    <message>
        <source>How it is learned</source>
        <translation>如何学习</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Word pieces</source>
        <translation>词片</translation>
    </message>
    <message>
        <source>The model writes letter by letter: best for short texts and for Chinese</source>
        <translation>模型逐字书写：最适合短文本和中文</translation>
    </message>
    <message>
        <source>The model writes frequent pieces of words at once (byte pair encoding): faster, and better for long texts</source>
        <translation>模型一次写出常见的词片（字节对编码）：更快，更适合长文本</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>词片数</translation>
    </message>
    <message>
        <source>Number of word pieces</source>
        <translation>词片数量</translation>
    </message>
    <message>
        <source>More pieces make shorter texts for the model, but each is seen less often</source>
        <translation>词片越多，文本对模型越短，但每个词片见得越少</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Share that is held out</source>
        <translation>留出的比例</translation>
    </message>
    <message>
        <source>This part is never learned from; on it the studio measures whether the model learns or only memorises</source>
        <translation>这部分从不用于学习；工作室用它衡量模型是在学习还是只在死记</translation>
    </message>
    <message>
        <source>Which part</source>
        <translation>哪一部分</translation>
    </message>
    <message>
        <source>Which part is held out</source>
        <translation>留出哪一部分</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>Where in the texts the held-out part stands</source>
        <translation>留出的部分位于文本何处</translation>
    </message>
    <message>
        <source>Sentence by sentence</source>
        <translation>逐句学习</translation>
    </message>
    <message>
        <source>Learns single sentences instead of running text: what the sentence model (text-vae) needs for paths between sentences</source>
        <translation>学习单个句子而非连续文本：句子模型（text-vae）要在句子之间过渡就需要它</translation>
    </message>
    <message>
        <source>my own stories, 2019 to 2026</source>
        <translation>我自己的故事，2019 至 2026</translation>
    </message>
    <message>
        <source>Written into every text you export, so that anyone can see what the model learned from</source>
        <translation>写入你导出的每篇文本，让人知道模型学自何处</translation>
    </message>
    <message>
        <source>own work, CC BY 4.0</source>
        <translation>自己的作品，CC BY 4.0</translation>
    </message>
    <message>
        <source>Under which licence the texts are; it decides what you may do with what the model writes</source>
        <translation>文本采用何种许可；它决定你能如何使用模型所写的内容</translation>
    </message>
    <message>
        <source>Train on these texts</source>
        <translation>用这些文本训练</translation>
    </message>
    <message>
        <source>Prepares the texts and takes you to the Train step</source>
        <translation>准备文本，并带你进入“训练”</translation>
    </message>
    <message>
        <source>The pairs are read as running text, because other texts here are no pairs. Take those out, and the model will learn to answer.</source>
        <translation>这里还有不成对的文本，所以成对的文本按连续文本读取。去掉那些文本，模型就会学习回答。</translation>
    </message>
    <message>
        <source>What notes say about themselves in front (%1 characters) is left out.</source>
        <translation>笔记开头的自我说明（%1 个字符）已略去。</translation>
    </message>
</context>
<context>
    <name>capriccio::TextDataPage</name>
    <message>
        <source>Choose a folder of texts</source>
        <translation>选择文本文件夹</translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln text(s)</source>
        <translation>
            <numerusform>去掉 %Ln 篇文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %Ln text(s)</source>
        <translation>
            <numerusform>放回 %Ln 篇文本</numerusform>
        </translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Change how texts are prepared</source>
        <translation>更改文本的准备方式</translation>
    </message>
    <message>
        <source>Read the texts another way</source>
        <translation>换一种方式读取文本</translation>
    </message>
    <message>
        <source>Note where they come from</source>
        <translation>记下它们的来源</translation>
    </message>
    <message>
        <source>Cities of the future</source>
        <translation>未来的城市</translation>
    </message>
    <message>
        <source>Add “%1” to your texts</source>
        <translation>把“%1”加入你的文本</translation>
    </message>
    <message>
        <source>Read “%1” to learn from</source>
        <translation>读取“%1”供学习</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln file(s) to your texts</source>
        <translation>
            <numerusform>把 %Ln 个文件加入你的文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %Ln file(s) to learn from</source>
        <translation>
            <numerusform>读取 %Ln 个文件供学习</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose texts or archives</source>
        <translation>选择文本或压缩包</translation>
    </message>
    <message>
        <source>Read texts</source>
        <translation>读取文本</translation>
    </message>
    <message>
        <source>Add texts</source>
        <translation>添加文本</translation>
    </message>
    <message>
        <source>Read the built-in texts</source>
        <translation>读取内置文本</translation>
    </message>
    <message>
        <source>Reading your texts</source>
        <translation>正在读取你的文本</translation>
    </message>
    <message>
        <source>Drop the texts you want to learn from</source>
        <translation>把想要学习的文本拖到这里</translation>
    </message>
    <message>
        <source>Text, Markdown, web pages, poems in JSON, tables of pairs, folders or a .zip of them. Two thousand characters are enough to begin; a hundred thousand make a model worth reading. They stay on this computer and are never changed.</source>
        <translation>文本、Markdown、网页、JSON 诗集、成对的表格，以及它们的文件夹或 .zip。两千个字符即可开始；十万个字符才能得到值得一读的模型。它们留在本机，绝不会被改动。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Texts and archives (*.txt *.md *.html *.htm *.json *.csv *.tsv *.zip);;All files (*)</source>
        <translation>文本和压缩包 (*.txt *.md *.html *.htm *.json *.csv *.tsv *.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Prepare sentence by sentence</source>
        <translation>逐句准备</translation>
    </message>
    <message>
        <source>Prepare as running text</source>
        <translation>按连续文字准备</translation>
    </message>
    <message>
        <source>Prepare letter by letter</source>
        <translation>逐字准备</translation>
    </message>
</context>
<context>
    <name>capriccio::TextEvaluatePage</name>
    <message>
        <source>held-out text</source>
        <translation>留出的文本</translation>
    </message>
    <message>
        <source>bits per character</source>
        <translation>比特/字符</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>table of pairs of letters</source>
        <translation>字母对表</translation>
    </message>
    <message numerus="yes">
        <source>best table, %n letters before</source>
        <translation>
            <numerusform>最佳表，看前面 %n 个字母</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1”
%2, line %3 · %n characters</source>
        <translation>
            <numerusform>“%1”
%2，第 %3 行 · %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>Written in sample %1</source>
        <translation>写在第 %1 个样例里</translation>
    </message>
    <message>
        <source>none of its passages of 30 characters or 8 words stands in your texts</source>
        <translation>没有 30 个字符或 8 个词以上的段落出现在你的文本里</translation>
    </message>
    <message>
        <source>passages that stand in your texts word for word, longest first</source>
        <translation>逐字出现在你文本里的段落，最长的在前</translation>
    </message>
    <message>
        <source>Train a model first, then see how good it is.</source>
        <translation>先训练一个模型，再看它有多好。</translation>
    </message>
    <message>
        <source>You will see how well it foretells text it never saw, how varied it writes, and whether it copies.</source>
        <translation>你会看到它对从未见过的文本预测得多好、写得多有变化，以及是否照抄。</translation>
    </message>
    <message>
        <source>Texts to write</source>
        <translation>要写的篇数</translation>
    </message>
    <message>
        <source>More texts give steadier figures and take longer; compare runs with the same number</source>
        <translation>篇数越多，数字越稳，时间也越长；请用相同的篇数比较各次训练</translation>
    </message>
    <message>
        <source>New texts are written and measured against yours. It takes a minute or two; you may leave the page.</source>
        <translation>会写出新的文本并与你的文本对比，需要一两分钟；你可以离开此页。</translation>
    </message>
    <message>
        <source>Writes texts with this model and measures them against yours</source>
        <translation>用这个模型写文本，并与你的文本对比</translation>
    </message>
    <message>
        <source>Saves the figures, words and copied passages as a table (CSV) or JSON</source>
        <translation>把各项数字、用词和照抄的段落保存为表格（CSV）或 JSON</translation>
    </message>
    <message>
        <source>The model was trained on other texts than these, or on another part of them: what is held out here it may have seen.</source>
        <translation>模型不是用这些文本训练的，或用的是其中另一部分：这里留出的文本它可能见过。</translation>
    </message>
    <message>
        <source>Better than counting letters?</source>
        <translation>比统计字母更好吗？</translation>
    </message>
    <message>
        <source>below the dotted lines it knows more than which letters follow which</source>
        <translation>低于虚线，说明它懂的不只是哪个字母跟着哪个字母</translation>
    </message>
    <message>
        <source>Your words, its words</source>
        <translation>你的词，它的词</translation>
    </message>
    <message>
        <source>share of the words you use most</source>
        <translation>你最常用的词所占的比例</translation>
    </message>
    <message>
        <source>in your texts</source>
        <translation>你的文本中</translation>
    </message>
    <message>
        <source>in what it writes</source>
        <translation>它所写的文本中</translation>
    </message>
    <message>
        <source>Shares of the most frequent words</source>
        <translation>最常用的词所占的比例</translation>
    </message>
    <message>
        <source>Is it copying?</source>
        <translation>它在照抄吗？</translation>
    </message>
    <message>
        <source>Copied passages</source>
        <translation>照抄的段落</translation>
    </message>
    <message>
        <source>Loss on held-out text through the training</source>
        <translation>训练过程中留出文本上的损失</translation>
    </message>
</context>
<context>
    <name>capriccio::TextImportThread</name>
    <message>
        <source>The texts could not be read. Try again with fewer of them.</source>
        <translation>无法读取文本。请减少数量再试。</translation>
    </message>
</context>
<context>
    <name>capriccio::TextList</name>
    <message>
        <source>the whole text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>its beginning</source>
        <translation>开头部分</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) usable</source>
        <translation>
            <numerusform>%Ln 篇文本可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln 篇无法读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken out</source>
        <translation>
            <numerusform>%Ln 篇已去掉</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The chosen text as the model will read it</source>
        <translation>所选文本在模型眼中的样子</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>取出</translation>
    </message>
    <message>
        <source>The chosen texts are not learned from; the files stay where they are (Delete)</source>
        <translation>不学习所选文本；文件留在原处（Delete）</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>The chosen texts are learned from again</source>
        <translation>重新学习所选文本</translation>
    </message>
    <message>
        <source>Add texts…</source>
        <translation>添加文本…</translation>
    </message>
    <message>
        <source>Reads more files beside these</source>
        <translation>在这些之外读取更多文件</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Forgets these texts; the files stay where they are. Undo brings them back</source>
        <translation>忘掉这些文本；文件留在原处。撤销可以找回</translation>
    </message>
    <message>
        <source>As all texts: %1</source>
        <translation>与所有文本相同：%1</translation>
    </message>
    <message>
        <source>As detected: %1</source>
        <translation>自动识别：%1</translation>
    </message>
    <message>
        <source>Encoding of this text</source>
        <translation>这篇文本的编码</translation>
    </message>
    <message>
        <source>How the bytes of this one text become letters; the wrong one shows as odd signs</source>
        <translation>这篇文本的字节如何变成文字；选错时会出现奇怪的符号</translation>
    </message>
    <message>
        <source>pairs read as running text</source>
        <translation>成对的文本按连续文本读取</translation>
    </message>
</context>
<context>
    <name>capriccio::TextListModel</name>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>%1, a guess</source>
        <translation>%1（猜测）</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>已去掉</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>成对</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pieces</source>
        <translation>
            <numerusform>%Ln 段</numerusform>
        </translation>
    </message>
    <message>
        <source>Gutenberg frame</source>
        <translation>古腾堡首尾说明</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>已修补</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>%1, chosen</source>
        <translation>%1（你选的）</translation>
    </message>
</context>
<context>
    <name>capriccio::TextTrainPage</name>
    <message>
        <source>It learns from your texts. Choose some first.</source>
        <translation>它向你的文本学习。请先选择一些。</translation>
    </message>
    <message>
        <source>Two thousand characters are enough to begin; a hundred thousand make a model worth reading.</source>
        <translation>两千个字符即可开始；十万个字符才能得到值得一读的模型。</translation>
    </message>
    <message>
        <source>Choose texts</source>
        <translation>选择文本</translation>
    </message>
    <message>
        <source>What it writes now</source>
        <translation>它现在写的</translation>
    </message>
    <message>
        <source>What it wrote</source>
        <translation>它写过的</translation>
    </message>
    <message>
        <source>Your texts are being loaded and the model is built.</source>
        <translation>正在载入你的文本并搭建模型。</translation>
    </message>
    <message>
        <source>At first it writes letters at random; words come after a while, then sentences.</source>
        <translation>起初它随意写字；过一会儿会出现词，然后是句子。</translation>
    </message>
    <message>
        <source>Write with what it learned, or let it go on for longer.</source>
        <translation>用它学到的来写作，或让它再学一会儿。</translation>
    </message>
    <message>
        <source>Starts learning from your texts (Ctrl+Return)</source>
        <translation>开始向你的文本学习（Ctrl+Return）</translation>
    </message>
    <message>
        <source>Longer training gives better sentences, until it begins to learn your texts by heart. You can stop and go on at any time.</source>
        <translation>训练越久句子越好，直到它开始背诵你的文本。可以随时停止和继续。</translation>
    </message>
    <message>
        <source>Write with it</source>
        <translation>用它写作</translation>
    </message>
    <message>
        <source>Takes this model to the Write page</source>
        <translation>把这个模型带到写作页</translation>
    </message>
    <message>
        <source>Write with this model</source>
        <translation>用这个模型写作</translation>
    </message>
    <message>
        <source>Texts, curves and settings of several runs side by side</source>
        <translation>并排比较多次训练的文本、曲线和设置</translation>
    </message>
    <message>
        <source>%1 characters to learn from, %2 held out</source>
        <translation>%1 个字符用于学习，%2 个留出</translation>
    </message>
    <message>
        <source>Pairs: it learns to answer.</source>
        <translation>成对文本：它学着作答。</translation>
    </message>
    <message>
        <source>Sentence by sentence.</source>
        <translation>逐句学习。</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>还什么都没写</translation>
    </message>
    <message>
        <source>always the same beginnings · what it writes stands out</source>
        <translation>始终是同样的开头 · 它写的部分更醒目</translation>
    </message>
    <message>
        <source>always the same points of the latent space</source>
        <translation>始终是潜空间中同样的点</translation>
    </message>
    <message>
        <source>Written samples</source>
        <translation>写出的样本</translation>
    </message>
    <message>
        <source>The first texts come in a moment</source>
        <translation>第一批文字马上就来</translation>
    </message>
    <message>
        <source>Here it writes as it learns</source>
        <translation>它边学边写，写在这里</translation>
    </message>
    <message>
        <source>It learns single sentences, and pairs have none of their own.</source>
        <translation>它学习单个句子，而成对文本没有独立的句子。</translation>
    </message>
    <message>
        <source>It learns single sentences; your texts are prepared as running text.</source>
        <translation>它学习单个句子；你的文本目前是作为连续文本准备的。</translation>
    </message>
    <message>
        <source>Prepare sentence by sentence</source>
        <translation>逐句准备</translation>
    </message>
    <message>
        <source>always the same first halves of pairs · its answers stand out</source>
        <translation>始终是同样的成对文本的前一半 · 它的回答更醒目</translation>
    </message>
    <message>
        <source>It learns running text; your texts are prepared sentence by sentence, in no order.</source>
        <translation>它学习连续的文字；你的文本现在是逐句准备的，句子没有顺序。</translation>
    </message>
    <message>
        <source>Prepare as running text</source>
        <translation>按连续文字准备</translation>
    </message>
    <message>
        <source>It reads letter by letter; your texts are prepared in word pieces.</source>
        <translation>它逐字读取；你的文本是按词片准备的。</translation>
    </message>
    <message>
        <source>Prepare letter by letter</source>
        <translation>逐字准备</translation>
    </message>
    <message>
        <source>Your texts are chosen, but not prepared yet.</source>
        <translation>文本已选好，但还没有准备。</translation>
    </message>
    <message>
        <source>Press “Train on these texts” on the Data page: it prepares them and comes back here.</source>
        <translation>请在数据页点击“用这些文本训练”：准备好后会回到这里。</translation>
    </message>
    <message>
        <source>To your texts</source>
        <translation>前往你的文本</translation>
    </message>
    <message>
        <source>It writes from the same starting points from the first minute to the last, so you can read how it learns. You may leave this page while it trains.</source>
        <translation>从第一分钟到最后一分钟，它都从同样的起点写起，你可以读到它如何学习。训练时可以离开此页。</translation>
    </message>
    <message>
        <source>“%1”, read character by character (%2, and %3 tokens to spell any other)</source>
        <translation>“%1”，逐字读取（%2 种字，另有 %3 个词元用来拼写其他字）</translation>
    </message>
    <message>
        <source>“%1”, read in word pieces (%2)</source>
        <translation>“%1”，按词片读取（%2 种）</translation>
    </message>
</context>
<context>
    <name>capriccio::TileGrid</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>capriccio::TokenPopup</name>
    <message>
        <source>end of the text</source>
        <translation>文章结束</translation>
    </message>
    <message>
        <source>new line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>blank</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>instead of “%1”</source>
        <translation>代替“%1”</translation>
    </message>
    <message>
        <source>Likeliest words here</source>
        <translation>此处最可能的词</translation>
    </message>
</context>
<context>
    <name>capriccio::TrackChoice</name>
    <message>
        <source>track %1, as of all tunes</source>
        <translation>音轨 %1，与所有曲子相同</translation>
    </message>
    <message>
        <source>found automatically</source>
        <translation>自动找到</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>鼓</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2, %Ln notes</source>
        <translation>
            <numerusform>%1：%2，%Ln 个音符</numerusform>
        </translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Learned track of this tune</source>
        <translation>这首曲子要学的音轨</translation>
    </message>
    <message>
        <source>What is learned of this tune: the melody found automatically, or the track you choose</source>
        <translation>这首曲子学什么：自动找到的旋律，或你选的音轨</translation>
    </message>
</context>
<context>
    <name>capriccio::TrackStrip</name>
    <message>
        <source>Drums</source>
        <translation>鼓</translation>
    </message>
    <message>
        <source>New notes go to %1</source>
        <translation>新音符写到%1</translation>
    </message>
    <message>
        <source>Track %1: %2</source>
        <translation>音轨 %1：%2</translation>
    </message>
    <message>
        <source>Silence %1</source>
        <translation>静音%1</translation>
    </message>
    <message>
        <source>Silences this track while listening</source>
        <translation>试听时让此音轨静音</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>乐器</translation>
    </message>
    <message>
        <source>What the active track sounds like; heard at once</source>
        <translation>当前音轨的音色；立即可听</translation>
    </message>
    <message>
        <source>Add a track</source>
        <translation>添加音轨</translation>
    </message>
    <message>
        <source>Adds an empty track with an instrument of its own</source>
        <translation>添加一条空音轨，有自己的乐器</translation>
    </message>
</context>
<context>
    <name>capriccio::TrainCurves</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>The curve begins with the training</source>
        <translation>训练开始后曲线才会出现</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Smoothing: calms the curves so that their direction shows; the measured values stay behind them, faint</source>
        <translation>平滑：让曲线平静下来以看清走向；测得的值淡淡地留在后面</translation>
    </message>
    <message>
        <source>Axes and export of this plot</source>
        <translation>此图的坐标轴与导出</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>目前最佳</translation>
    </message>
</context>
<context>
    <name>capriccio::TrainHealthCard</name>
    <message>
        <source>How it is going</source>
        <translation>进展如何</translation>
    </message>
    <message>
        <source>Done in about %1.</source>
        <translation>大约 %1后完成。</translation>
    </message>
    <message>
        <source>Worth looking again in about %1.</source>
        <translation>大约 %1后值得再看。</translation>
    </message>
    <message>
        <source>Ready to learn</source>
        <translation>准备学习</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Measuring this computer</source>
        <translation>正在测量这台电脑</translation>
    </message>
    <message>
        <source>A few seconds decide the fastest way to train here.</source>
        <translation>几秒钟即可确定在这里最快的训练方式。</translation>
    </message>
    <message>
        <source>It has begun</source>
        <translation>已经开始</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Nothing is lost. The computer is free for other work.</source>
        <translation>什么都不会丢。电脑可以做别的事。</translation>
    </message>
    <message>
        <source>Resume when you like.</source>
        <translation>愿意时再继续。</translation>
    </message>
    <message>
        <source>Finishing the step in hand</source>
        <translation>正在完成手头的一步</translation>
    </message>
    <message>
        <source>What it learned is being saved.</source>
        <translation>正在保存它学到的东西。</translation>
    </message>
    <message>
        <source>This run was cut off</source>
        <translation>这次训练被中断了</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost. Go on picks it up at its last checkpoint.</source>
        <translation>已保存的都还在。“继续训练”会从最后的检查点接着进行。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped and saved</source>
        <translation>已停止并保存</translation>
    </message>
    <message>
        <source>Go on whenever you like.</source>
        <translation>随时可以继续。</translation>
    </message>
    <message>
        <source>It lost its way</source>
        <translation>它迷失了方向</translation>
    </message>
    <message>
        <source>The last good state is kept. A lower learning rate usually helps.</source>
        <translation>最后的良好状态已保留。降低学习率通常有帮助。</translation>
    </message>
    <message>
        <source>It could not go on</source>
        <translation>它无法继续</translation>
    </message>
    <message>
        <source>It has seen %1 in %2.</source>
        <translation>它在 %2内看过 %1。</translation>
    </message>
    <message>
        <source>It is being trained elsewhere</source>
        <translation>它正在别处训练</translation>
    </message>
    <message>
        <source>Another window or program trains it. Open the project again to see how far it has come.</source>
        <translation>另一个窗口或程序正在训练它。重新打开项目即可查看进展。</translation>
    </message>
</context>
<context>
    <name>capriccio::TrainHistory</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>History of the run</source>
        <translation>训练的历史</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Follows the training again</source>
        <translation>重新跟随训练</translation>
    </message>
    <message>
        <source>Shows what the same samples were earlier in the run; the right end is the newest</source>
        <translation>显示同样的样本在训练早些时候的样子；最右端是最新的</translation>
    </message>
</context>
<context>
    <name>capriccio::TrainPage</name>
    <message>
        <source>It learns from your pictures. Choose some first.</source>
        <translation>它从你的图片中学习。请先选一些。</translation>
    </message>
    <message>
        <source>Fifty are enough to begin with; a few hundred of one kind are better.</source>
        <translation>五十张就可以开始；同一类的几百张更好。</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>What it drew</source>
        <translation>它画过的</translation>
    </message>
    <message>
        <source>What it draws now</source>
        <translation>它现在画的</translation>
    </message>
    <message numerus="yes">
        <source>the same %n latent points since the start · click a tile to take it to the canvas</source>
        <translation>
            <numerusform>从开始就是同样的 %n 个潜空间位置 · 点击一块把它带到画布</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawn pictures</source>
        <translation>生成的图片</translation>
    </message>
    <message>
        <source>The first pictures come in a moment</source>
        <translation>第一批图片马上就来</translation>
    </message>
    <message>
        <source>Here the pictures appear as it learns</source>
        <translation>它学习时图片会出现在这里</translation>
    </message>
    <message>
        <source>Explore this model</source>
        <translation>探索这个模型</translation>
    </message>
    <message>
        <source>Takes this model to the canvas</source>
        <translation>把这个模型带到画布</translation>
    </message>
    <message>
        <source>Pictures, curves and settings of several runs side by side</source>
        <translation>几次训练的图片、曲线和设置并排</translation>
    </message>
    <message>
        <source>The grid shows the same points from the first minute to the last, so you can watch each picture grow. You may leave this page while it trains.</source>
        <translation>网格从头到尾显示同样的位置，你可以看着每张图片成长。训练时可以离开此页。</translation>
    </message>
    <message>
        <source>Your pictures are being loaded and the model is built.</source>
        <translation>正在载入你的图片并搭建模型。</translation>
    </message>
    <message>
        <source>The first pictures are noise; shapes come after a while.</source>
        <translation>最初的图片是噪点；过一会儿才有形状。</translation>
    </message>
    <message>
        <source>Explore what it learned, or let it go on for longer.</source>
        <translation>探索它学到的东西，或让它继续更久。</translation>
    </message>
    <message>
        <source>Starts learning from your pictures (Ctrl+Return)</source>
        <translation>开始学习你的图片（Ctrl+回车）</translation>
    </message>
    <message>
        <source>Longer training gives clearer pictures; most of the change comes early. You can stop and go on at any time.</source>
        <translation>训练越久图片越清晰；大部分变化发生在早期。可以随时停止和继续。</translation>
    </message>
    <message>
        <source>Explore what it learned</source>
        <translation>探索它学到的东西</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>还没有图片</translation>
    </message>
    <message>
        <source>It learns grey pictures only; yours are prepared in colour.</source>
        <translation>它只能学习灰度图片，而你的图片是按彩色准备的。</translation>
    </message>
    <message>
        <source>Prepare in grey</source>
        <translation>按灰度准备</translation>
    </message>
    <message>
        <source>It cannot learn pictures of %1 pixels, only of %2.</source>
        <translation>它不能学习 %1 像素的图片，只能学习 %2 像素的。</translation>
    </message>
    <message>
        <source>Prepare in grey at %1 pixels</source>
        <translation>按灰度、%1 像素准备</translation>
    </message>
    <message>
        <source>Prepare at %1 pixels</source>
        <translation>按 %1 像素准备</translation>
    </message>
    <message>
        <source>Your pictures are chosen, but not prepared yet.</source>
        <translation>你的图片已经选好，但还没有准备。</translation>
    </message>
    <message>
        <source>Press “Train on these pictures” on the Data page: it prepares them and comes back here.</source>
        <translation>请按“数据”页上的“用这些图片训练”：它会准备图片，然后回到这里。</translation>
    </message>
    <message>
        <source>To your pictures</source>
        <translation>前往你的图片</translation>
    </message>
</context>
<context>
    <name>capriccio::TrainingPage</name>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Opens the Data page</source>
        <translation>打开数据页</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Shows an earlier run, its samples and curves, or the settings of the next one</source>
        <translation>显示较早的一次训练、它的样本和曲线，或下一次训练的设置</translation>
    </message>
    <message>
        <source>Go on, branch, compare or rename runs</source>
        <translation>继续、分支、比较或重命名训练</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>下一次训练</translation>
    </message>
    <message>
        <source>%1 · in training</source>
        <comment>a run</comment>
        <translation>%1 · 训练中</translation>
    </message>
    <message>
        <source>%1 · cut off</source>
        <comment>a run</comment>
        <translation>%1 · 被中断</translation>
    </message>
    <message>
        <source>Go on with this run</source>
        <translation>继续这次训练</translation>
    </message>
    <message>
        <source>Picks the run up at its last checkpoint</source>
        <translation>从最后的检查点接着进行</translation>
    </message>
    <message>
        <source>Branch from a checkpoint</source>
        <translation>从检查点分支</translation>
    </message>
    <message>
        <source>Starts a new run from what this one knew then, with the settings of the next run</source>
        <translation>从这次训练当时所知出发，用下一次训练的设置开始新的训练</translation>
    </message>
    <message>
        <source>%1 · the best so far</source>
        <comment>how far a training is</comment>
        <translation>%1 · 目前最佳</translation>
    </message>
    <message>
        <source>Use its settings for the next run</source>
        <translation>把它的设置用于下一次训练</translation>
    </message>
    <message>
        <source>Settings of a run</source>
        <translation>一次训练的设置</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename the run</source>
        <translation>重命名训练</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Compare runs…</source>
        <translation>比较训练…</translation>
    </message>
    <message>
        <source>Its best state is the model: %1.</source>
        <comment>how far the training was then</comment>
        <translation>模型取自它的最佳状态：%1。</translation>
    </message>
    <message>
        <source>Preset %1</source>
        <translation>预设 %1</translation>
    </message>
    <message>
        <source>Its settings are under Advanced. They stay as they were.</source>
        <translation>它的设置在“高级”中，保持原样。</translation>
    </message>
    <message>
        <source>Your material has changed since it was prepared.</source>
        <translation>你的素材在准备之后又有了变化。</translation>
    </message>
    <message>
        <source>Prepare again</source>
        <translation>重新准备</translation>
    </message>
    <message>
        <source>Train, pause or go on</source>
        <translation>开始训练、暂停或继续</translation>
    </message>
</context>
<context>
    <name>capriccio::TrainingThread</name>
    <message>
        <source>The training had to stop because of an internal error. What was saved is kept.</source>
        <translation>由于内部错误，训练不得不停止。已保存的都还在。</translation>
    </message>
</context>
<context>
    <name>capriccio::TuneList</name>
    <message numerus="yes">
        <source>%Ln usable</source>
        <translation>
            <numerusform>%Ln 首可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them twice</source>
        <translation>
            <numerusform>其中 %Ln 首重复</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not usable</source>
        <translation>
            <numerusform>%Ln 首不可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken out</source>
        <translation>
            <numerusform>已移出 %Ln 首</numerusform>
        </translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Open it in the piano roll</source>
        <translation>在钢琴卷帘中打开</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>The chosen tunes are not learned from; the files stay where they are</source>
        <translation>不从所选曲子中学习；文件留在原处</translation>
    </message>
    <message>
        <source>The chosen tunes are learned from again</source>
        <translation>重新从所选曲子中学习</translation>
    </message>
    <message>
        <source>Take out doubles</source>
        <translation>移出重复</translation>
    </message>
    <message>
        <source>Tunes that are there already, in whatever key, are learned once</source>
        <translation>已有的曲子无论什么调，都只学一次</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>More melodies for this project</source>
        <translation>为此项目添加更多旋律</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Empties the list; the files stay where they are</source>
        <translation>清空列表；文件留在原处</translation>
    </message>
    <message>
        <source>Tunes</source>
        <translation>曲子</translation>
    </message>
</context>
<context>
    <name>capriccio::TuneListModel</name>
    <message>
        <source>taken out</source>
        <translation>已移出</translation>
    </message>
    <message>
        <source>%1, perhaps</source>
        <translation>可能是%1</translation>
    </message>
    <message>
        <source>%1 bpm</source>
        <translation>每分钟 %1 拍</translation>
    </message>
    <message numerus="yes">
        <source>%Ln notes</source>
        <translation>
            <numerusform>%Ln 个音</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bars</source>
        <translation>
            <numerusform>%Ln 小节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tracks</source>
        <translation>
            <numerusform>%Ln 条音轨</numerusform>
        </translation>
    </message>
    <message>
        <source>melody: %1</source>
        <translation>旋律：%1</translation>
    </message>
    <message>
        <source>the same as “%1”</source>
        <translation>与“%1”相同</translation>
    </message>
    <message numerus="yes">
        <source>the same as “%1”, %Ln semitones higher</source>
        <translation>
            <numerusform>与“%1”相同，高 %Ln 个半音</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the same as “%1”, %Ln semitones lower</source>
        <translation>
            <numerusform>与“%1”相同，低 %Ln 个半音</numerusform>
        </translation>
    </message>
    <message>
        <source>Heard as %1, with a confidence of %2</source>
        <translation>听起来是%1，把握为 %2</translation>
    </message>
    <message>
        <source>drums alone</source>
        <translation>只有鼓</translation>
    </message>
    <message>
        <source>%1 bpm at first</source>
        <translation>开头每分钟 %1 拍</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteAnswerCard</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>This model learned from pairs</source>
        <translation>此模型从成对文本中学习</translation>
    </message>
    <message>
        <source>What it should answer or translate</source>
        <translation>要它回答或翻译的内容</translation>
    </message>
    <message>
        <source>Write the first half of a pair, as in your examples; the model writes the second.</source>
        <translation>像你的例子那样写出一对文字的前一半，模型写出后一半。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Answer ⏎</source>
        <translation>回答 ⏎</translation>
    </message>
    <message>
        <source>Stops here; what is written stays (Esc).</source>
        <translation>就此停下，已写的保留（Esc）。</translation>
    </message>
    <message>
        <source>Writes the answer below the text (Ctrl+Enter).</source>
        <translation>把回答写在文字下面（Ctrl+Enter）。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteColourCard</name>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Show how likely each word was</source>
        <translation>显示每个词的可能性</translation>
    </message>
    <message>
        <source>Shades what the model wrote; what you write yourself stays plain. Pointing at a word tells its percentage.</source>
        <translation>为模型写的文字着色，你自己写的保持原样。指向一个词可看到它的百分比。</translation>
    </message>
    <message>
        <source>Left: expected, right: unlikely</source>
        <translation>左：意料之中，右：意料之外</translation>
    </message>
    <message>
        <source>Plain from 70 %, warmest below 1 %.</source>
        <translation>70 % 以上不着色，1 % 以下颜色最暖。</translation>
    </message>
    <message>
        <source>Warm words were unlikely, plain ones expected. Click one, or press Alt+Down behind it, to choose another.</source>
        <translation>暖色的词出人意料，不着色的在意料之中。点击一个词，或在其后按 Alt+↓，可换成别的。</translation>
    </message>
    <message>
        <source>Alt+Down shows what else could stand at the cursor.</source>
        <translation>按 Alt+↓ 查看光标处还可以写什么。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteControls</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Continue ⏎</source>
        <translation>续写 ⏎</translation>
    </message>
    <message>
        <source>Stops here; what is written stays (Esc).</source>
        <translation>就此停下，已写的保留（Esc）。</translation>
    </message>
    <message>
        <source>Writes on from the cursor (Ctrl+Enter). One undo takes it all back.</source>
        <translation>从光标处续写（Ctrl+Enter）。撤销一次即可全部收回。</translation>
    </message>
    <message>
        <source>Writes the selected words anew, or something new at the cursor, so that it fits what follows.</source>
        <translation>重写选中的文字，或在光标处补写，使其与后文衔接。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>How it writes</source>
        <translation>写作方式</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>How many tokens are written at most. A token is a letter, a syllable or a short word.</source>
        <translation>最多写多少个词元。一个词元是一个字母、一个字、一个音节或一个短词。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Low keeps to the expected words, high dares more and loses the thread sooner. 0 always takes the likeliest.</source>
        <translation>低则用意料之中的词，高则更大胆，也更容易跑题。0 总取最可能的词。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Leaves out the unlikeliest words: only the likeliest that together have this share of all chances are drawn from. 1 leaves out none.</source>
        <translation>舍去最不可能的词：只从合计占这一份额的最可能的词里抽取。1 表示一个也不舍。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Draws from so many of the likeliest tokens only. 0 = from all of them.</source>
        <translation>只从这么多个最可能的词元里抽取。0 = 从全部里抽取。</translation>
    </message>
    <message>
        <source>Repetition</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Above 1, words that have just been used become less likely: fewer loops, but names come back less often too.</source>
        <translation>大于 1 时，刚用过的词变得不那么可能：少些兜圈子，但名字也会少出现。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>How many versions are written side by side to choose from.</source>
        <translation>并排写出多少个版本供选择。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed, text and settings give the same words again.</source>
        <translation>种子、文字和设置相同，写出的词就相同。</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>Another seed, and it is kept.</source>
        <translation>换一个种子并保留它。</translation>
    </message>
    <message>
        <source>Keep this seed</source>
        <translation>保留这个种子</translation>
    </message>
    <message>
        <source>Off: every writing draws a new seed, so that nothing comes twice.</source>
        <translation>关闭时每次写作都抽取新种子，不会写出同样的内容。</translation>
    </message>
    <message>
        <source>Stop at the end of the line</source>
        <translation>写到行尾为止</translation>
    </message>
    <message>
        <source>For verse and dialogue: one line at a time.</source>
        <translation>适合诗句和对白：一次一行。</translation>
    </message>
    <message>
        <source>Words that should come</source>
        <translation>应出现的词</translation>
    </message>
    <message>
        <source>lantern, harbour</source>
        <translation>灯笼，港口</translation>
    </message>
    <message>
        <source>These are favoured until they have been written. Separate them by commas.</source>
        <translation>写出之前会优先考虑这些词。用逗号分隔。</translation>
    </message>
    <message>
        <source>Words that never come</source>
        <translation>不许出现的词</translation>
    </message>
    <message>
        <source>very, suddenly</source>
        <translation>非常，突然</translation>
    </message>
    <message>
        <source>These are never written. Separate them by commas.</source>
        <translation>绝不会写出这些词。用逗号分隔。</translation>
    </message>
    <message>
        <source>Author’s note</source>
        <translation>作者提示</translation>
    </message>
    <message>
        <source>Who, where, in which tone</source>
        <translation>人物、地点、语气</translation>
    </message>
    <message>
        <source>The model reads this before your text, however long the text grows. It does not stand in the text.</source>
        <translation>无论文字多长，模型都会先读这段提示。它不会出现在文中。</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Seed, words that should come or never come, and a note to the model.</source>
        <translation>种子、应出现或不许出现的词，以及给模型的提示。</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>Writes the passage at the cursor anew (Ctrl+Shift+Enter). Undo brings the old one back.</source>
        <translation>重写光标处的段落（Ctrl+Shift+Enter）。撤销可找回原来的。</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n 个版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Writes several versions side by side; you take the one you like. With a selection they fill it.</source>
        <translation>并排写出几个版本，你取用喜欢的。有选中文字时则用来替换它。</translation>
    </message>
    <message>
        <source>Fill gap</source>
        <translation>补写</translation>
    </message>
    <message>
        <source>This model learned to answer from the first half of a pair alone; a note would only confuse it.</source>
        <translation>此模型只学会了根据成对文本的前一半来回答；作者提示只会把它弄糊涂。</translation>
    </message>
    <message>
        <source>0 always takes the likeliest answer. Above it another one can come each time, the stranger the higher.</source>
        <translation>0 总是取最有可能的回答。高于 0 时每次的回答可能不同，值越高越出人意料。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteCopyCard</name>
    <message>
        <source>Is it a copy?</source>
        <translation>是抄来的吗？</translation>
    </message>
    <message>
        <source>Compares what the model wrote with every line it was trained on. A passage counts as copied from 30 characters or 8 words on.</source>
        <translation>把模型写的文字与训练文本的每一行比较。连续 30 个字符或 8 个词相同即算照抄。</translation>
    </message>
    <message>
        <source>Copied passages</source>
        <translation>照抄的段落</translation>
    </message>
    <message>
        <source>Shows the passage in the text.</source>
        <translation>在文中显示这一段。</translation>
    </message>
    <message>
        <source>The training text of this model is not in this project, so there is nothing to compare with.</source>
        <translation>此模型的训练文本不在本项目中，无从比较。</translation>
    </message>
    <message>
        <source>Nothing on this page was written by the model yet.</source>
        <translation>这一页还没有模型写的文字。</translation>
    </message>
    <message>
        <source>Comparing with the training text…</source>
        <translation>正在与训练文本比较…</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原创</translation>
    </message>
    <message>
        <source>It shares only a few letters in a row with your texts.</source>
        <translation>与你的文本只有零星几个字相连相同。</translation>
    </message>
    <message numerus="yes">
        <source>Longest passage shared with your texts: %n character(s).</source>
        <translation>
            <numerusform>与你的文本相同的最长一段：%n 个字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copied passage(s)</source>
        <translation>
            <numerusform>%n 处照抄</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 characters stand in the training text; the longest passage has %3.</source>
        <translation>%2 个字符中有 %1 个见于训练文本，最长一段 %3 个字符。</translation>
    </message>
    <message numerus="yes">
        <source>%1, line %2: %n character(s)</source>
        <translation>
            <numerusform>%1，第 %2 行：%n 个字符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not compared: %n character(s) by another model, whose training text is not in this project.</source>
        <translation>
            <numerusform>未比较：另一模型写的 %n 个字符，其训练文本不在本项目中。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::WriteDraftCard</name>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Title or keywords</source>
        <translation>标题或关键词</translation>
    </message>
    <message>
        <source>What the draft is about. Left empty, the title of the page is meant.</source>
        <translation>草稿写什么。留空则以页面标题为准。</translation>
    </message>
    <message>
        <source>Begins a new text from these words, below what is there.</source>
        <translation>从这些词开始写一篇新文字，接在现有内容下面。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteEditor</name>
    <message>
        <source>Writing by hand</source>
        <translation>手写</translation>
    </message>
    <message>
        <source>“%1” had a chance of %2 %.</source>
        <translation>“%1”的概率为 %2 %。</translation>
    </message>
    <message>
        <source>Click to see what else could stand here.</source>
        <translation>点击查看此处还可以写什么。</translation>
    </message>
    <message>
        <source>Stands in the training text: %1, line %2.</source>
        <translation>见于训练文本：%1，第 %2 行。</translation>
    </message>
    <message>
        <source>“%1” found this sentence as a whole.</source>
        <translation>这个句子是“%1”整句给出的。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteEmpty</name>
    <message>
        <source>Here you write together with a model that has read your texts.</source>
        <translation>在这里，你与读过你文字的模型一起写作。</translation>
    </message>
    <message>
        <source>Train one on them first, or open a model you have. A text dropped here opens on the page.</source>
        <translation>先用你的文字训练一个模型，或打开已有的模型。把文本拖到这里即可在页面上打开。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Goes to the page where a model learns from your texts.</source>
        <translation>前往让模型学习你文字的页面。</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <source>Opens model.safetensors or a checkpoint from an earlier training.</source>
        <translation>打开以前训练得到的 model.safetensors 或检查点。</translation>
    </message>
    <message>
        <source>Just write</source>
        <translation>直接写</translation>
    </message>
    <message>
        <source>Opens the empty page; summaries and export work without a model.</source>
        <translation>打开空白页；没有模型也能做摘要和导出。</translation>
    </message>
    <message>
        <source>Sketch: a page, its last lines written by a model</source>
        <translation>示意图：一页文字，最后几行由模型写成</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteExportDialog</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Export the text</source>
        <translation>导出文字</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Plain text that every program opens (.txt).</source>
        <translation>任何程序都能打开的纯文本（.txt）。</translation>
    </message>
    <message>
        <source>Text with its title marked, for websites and notes (.md).</source>
        <translation>带标题标记的文本，适合网站和笔记（.md）。</translation>
    </message>
    <message>
        <source>A page for the browser (.html).</source>
        <translation>供浏览器打开的网页（.html）。</translation>
    </message>
    <message>
        <source>Pages to print or send (.pdf).</source>
        <translation>供打印或发送的页面（.pdf）。</translation>
    </message>
    <message>
        <source>Say that a model wrote with you</source>
        <translation>说明有模型参与写作</translation>
    </message>
    <message>
        <source>One paragraph below the text. Some places and laws ask for it.</source>
        <translation>在文末加一段说明。有些场合和法律有此要求。</translation>
    </message>
    <message>
        <source>Without it readers may take every word for yours.</source>
        <translation>没有它，读者可能以为每个字都是你写的。</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>不写</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Opens the folder the file is in.</source>
        <translation>打开文件所在的文件夹。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Asks where, then saves in the background.</source>
        <translation>询问保存位置，然后在后台保存。</translation>
    </message>
</context>
<context>
    <name>capriccio::WritePage</name>
    <message>
        <source>Open a text</source>
        <translation>打开文本</translation>
    </message>
    <message>
        <source>Texts (*.txt *.md *.html *.htm)</source>
        <translation>文本 (*.txt *.md *.html *.htm)</translation>
    </message>
    <message>
        <source>Take a sentence</source>
        <translation>取用句子</translation>
    </message>
    <message>
        <source>The first token came after %1 ms.</source>
        <translation>第一个词元用了 %1 毫秒。</translation>
    </message>
    <message>
        <source>These words did not find a place: %1.</source>
        <translation>这些词没能写进去：%1。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>The title of the text. The model reads it too.</source>
        <translation>文章的标题，模型也会读它。</translation>
    </message>
    <message>
        <source>Write a few words, then press Ctrl+Enter</source>
        <translation>写几个字，然后按 Ctrl+Enter</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Open text…</source>
        <translation>打开文本…</translation>
    </message>
    <message>
        <source>Opens a text file on the page; dropping it here does the same. Undo brings back what was there.</source>
        <translation>在页面上打开文本文件，拖到这里也一样。撤销可恢复原有内容。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Saves the page as text, Markdown, HTML or PDF.</source>
        <translation>把页面存为文本、Markdown、HTML 或 PDF。</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>You can write, summarise and export. To have a model write with you, train one on your texts or open one you have.</source>
        <translation>你可以写作、做摘要和导出。想让模型一起写，请用你的文字训练一个，或打开已有的模型。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Goes to the page where a model learns from your texts.</source>
        <translation>前往让模型学习你文字的页面。</translation>
    </message>
    <message>
        <source>Open a model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <source>Opens model.safetensors or a checkpoint from an earlier training.</source>
        <translation>打开以前训练得到的 model.safetensors 或检查点。</translation>
    </message>
    <message>
        <source>Change the title</source>
        <translation>修改标题</translation>
    </message>
    <message numerus="yes">
        <source>The summary is on the clipboard: %n sentence(s)</source>
        <translation>
            <numerusform>摘要已在剪贴板上：%n 句</numerusform>
        </translation>
    </message>
    <message>
        <source>Open “%1” on the page; undo brings back what is there now</source>
        <translation>在页面上打开“%1”；撤销可恢复现有内容</translation>
    </message>
    <message>
        <source>This model did not learn to fill gaps. Train a GPT with “Fill in the middle” above 0.</source>
        <translation>此模型没有学过补写。请训练一个“中间填空”大于 0 的 GPT。</translation>
    </message>
    <message>
        <source>Model “%1”</source>
        <translation>模型“%1”</translation>
    </message>
    <message>
        <source>Model “%1”, trained on %2 characters of %3</source>
        <translation>模型“%1”，训练数据为 %3 的 %2 个字符</translation>
    </message>
    <message>
        <source>Model “%1”, trained on %2</source>
        <translation>模型“%1”，训练数据为 %2</translation>
    </message>
    <message>
        <source>%1 nats per character</source>
        <translation>每字符 %1 奈特</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>模型 (*.safetensors)</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Take a version</source>
        <translation>取用版本</translation>
    </message>
    <message>
        <source>Select the words to be written anew, or put the cursor where something is missing.</source>
        <translation>请选中要重写的文字，或把光标放在缺文字的地方。</translation>
    </message>
    <message>
        <source>Fill a gap</source>
        <translation>补写空缺</translation>
    </message>
    <message>
        <source>Give the page a title, or write a few keywords first.</source>
        <translation>请先给页面写个标题，或写几个关键词。</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Write what the model should answer first.</source>
        <translation>请先写下要模型回答的内容。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Write anew</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>Another word</source>
        <translation>换一个词</translation>
    </message>
    <message>
        <source>There is no word of the model at the cursor.</source>
        <translation>光标处没有模型写的词。</translation>
    </message>
    <message>
        <source>Another model wrote this. Open “%1” to write it anew.</source>
        <translation>这是另一个模型写的。打开“%1”才能重写。</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>到此为止</translation>
    </message>
    <message>
        <source>Continue here	Ctrl+Return</source>
        <translation>在此续写	Ctrl+Return</translation>
    </message>
    <message>
        <source>Fill the gap</source>
        <translation>补写空缺</translation>
    </message>
    <message>
        <source>What else could stand here	Alt+Down</source>
        <translation>此处还可以写什么	Alt+Down</translation>
    </message>
    <message>
        <source>Open this text all the same?</source>
        <translation>仍然打开这个文本吗？</translation>
    </message>
    <message>
        <source>%1

Opened all the same, such bytes become �.</source>
        <translation>%1

如果仍然打开，这样的字节会变成 �。</translation>
    </message>
    <message>
        <source>Open all the same</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不打开</translation>
    </message>
    <message>
        <source>This sentence came as a whole: there are no other words to offer. Take another line instead.</source>
        <translation>这句话是整句写成的，没有别的词可选。请改选另一行。</translation>
    </message>
    <message>
        <source>Write a first and a second sentence.</source>
        <translation>请写下第一句和第二句。</translation>
    </message>
    <message>
        <source>Write a sentence to look around first.</source>
        <translation>请先写一个句子，模型会在它附近寻找。</translation>
    </message>
    <message>
        <source>At temperature 0 the likeliest answer comes each time. Raise the temperature for another one.</source>
        <translation>温度为 0 时，每次都是最有可能的回答。想要别的回答，请调高温度。</translation>
    </message>
    <message>
        <source>The beginning of this character has been changed by hand. Choose the word in front of it.</source>
        <translation>这个字符的开头已被手动改动。请选择它前面的词。</translation>
    </message>
    <message>
        <source>Write on from the cursor, or answer</source>
        <translation>从光标处续写，或作答</translation>
    </message>
    <message>
        <source>Write the passage at the cursor anew</source>
        <translation>重写光标处的段落</translation>
    </message>
    <message>
        <source>What else could stand at the cursor</source>
        <translation>光标处还可以写什么</translation>
    </message>
    <message>
        <source>Nothing on this page was written by a model.</source>
        <translation>这一页上没有模型写的内容。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteSentencesCard</name>
    <message>
        <source>Between two sentences</source>
        <translation>两句之间</translation>
    </message>
    <message>
        <source>Around a sentence</source>
        <translation>一句周围</translation>
    </message>
    <message>
        <source>Out of nowhere</source>
        <translation>凭空而来</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>之间</translation>
    </message>
    <message>
        <source>Around</source>
        <translation>周围</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新句</translation>
    </message>
    <message>
        <source>Sentences on the way from one to another.</source>
        <translation>从一句到另一句途中的句子。</translation>
    </message>
    <message>
        <source>Sentences like one of yours.</source>
        <translation>与你的一句相近的句子。</translation>
    </message>
    <message>
        <source>Sentences the model invents by itself.</source>
        <translation>模型自己想出的句子。</translation>
    </message>
    <message>
        <source>Where the sentences come from</source>
        <translation>句子从哪里来</translation>
    </message>
    <message>
        <source>First sentence</source>
        <translation>第一句</translation>
    </message>
    <message>
        <source>A sentence</source>
        <translation>一个句子</translation>
    </message>
    <message>
        <source>The model reads it and finds its place among all sentences it knows.</source>
        <translation>模型读它，并在它所知的所有句子中找到它的位置。</translation>
    </message>
    <message>
        <source>Second sentence</source>
        <translation>第二句</translation>
    </message>
    <message>
        <source>Where the way ends.</source>
        <translation>路的终点。</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Place on the way</source>
        <translation>途中的位置</translation>
    </message>
    <message>
        <source>Moves from the first sentence to the second; the line below follows.</source>
        <translation>从第一句移向第二句，下面的句子随之变化。</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>How many sentences are written.</source>
        <translation>写多少句。</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>0 is the sentence itself, 1 as far away as any.</source>
        <translation>0 是这句本身，1 与任何句子一样远。</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>A double click or Enter takes a line into the text.</source>
        <translation>双击或按 Enter 把这一行放进文中。</translation>
    </message>
    <message>
        <source>Write lines</source>
        <translation>写句子</translation>
    </message>
    <message>
        <source>Writes these sentences anew.</source>
        <translation>重新写这些句子。</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>取用</translation>
    </message>
    <message>
        <source>Puts the chosen line into the text at the cursor.</source>
        <translation>把选中的句子放到文中光标处。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteSummaryCard</name>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Highlight what says most</source>
        <translation>突出最有代表性的句子</translation>
    </message>
    <message>
        <source>Brings out the sentences that share most with all the others (TextRank). Works on any text, yours too, and needs no model.</source>
        <translation>突出与其他句子共通最多的句子（TextRank）。适用于任何文字，包括你自己的，不需要模型。</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>How much of the text the summary keeps.</source>
        <translation>摘要保留原文的多少。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sentence(s)</source>
        <translation>
            <numerusform>%n 句中的 %1 句</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>Copies the highlighted sentences, in their order.</source>
        <translation>按原有顺序复制突出显示的句子。</translation>
    </message>
</context>
<context>
    <name>capriccio::WriteVersions</name>
    <message>
        <source>expected: %1</source>
        <translation>意料之中：%1</translation>
    </message>
    <message>
        <source>How likely the model found its own tokens, on average. Low is surprising, high is plain.</source>
        <translation>模型平均认为自己的词元有多可能。低则出人意料，高则平淡。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Read them, take one. Keys 1 to 9.</source>
        <translation>读一读，取一个。按键 1 到 9。</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>都不要</translation>
    </message>
    <message>
        <source>Puts the versions away; the text stays as it was (Esc).</source>
        <translation>收起各版本，文字保持原样（Esc）。</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>取用 %1</translation>
    </message>
    <message>
        <source>Puts this version into the text; one undo takes it out again.</source>
        <translation>把这个版本放进文中，撤销一次即可收回。</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
</context>
<context>
    <name>capriccio::WritingService</name>
    <message>
        <source>There is no model to write with yet. Train one, or open one.</source>
        <translation>还没有可用来写作的模型。请训练或打开一个。</translation>
    </message>
    <message>
        <source>Writing stopped because of an internal error: %1</source>
        <translation>由于内部错误，写作已停止：%1</translation>
    </message>
</context>
<context>
    <name>compute_policy</name>
    <message>
        <source>Precision is auto, fp32 or bf16, not &quot;%1&quot;.</source>
        <translation>精度为 auto、fp32 或 bf16，不能是“%1”。</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>%1 is not there any more. Was it moved or renamed?</source>
        <translation>%1 已不在那里。是否被移动或改名？</translation>
    </message>
    <message>
        <source>%1 may not be read. Allow reading it, then try again.</source>
        <translation>不允许读取 %1。请允许读取后再试。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 无法读取：%2。</translation>
    </message>
    <message>
        <source>%1 is not an ordinary file.</source>
        <translation>%1 不是普通文件。</translation>
    </message>
    <message>
        <source>%1 is %2 large; up to %3 can be read.</source>
        <translation>%1 有 %2 大；最多可读取 %3。</translation>
    </message>
    <message>
        <source>%1 is not a complete .zip archive. Copy or download it again.</source>
        <translation>%1 不是完整的 .zip 压缩包。请重新复制或下载。</translation>
    </message>
    <message>
        <source>%1 holds labels only. Drop the pictures that belong to it as well.</source>
        <translation>%1 只有标签。请把对应的图片文件也拖进来。</translation>
    </message>
    <message>
        <source>%1 is a link back to a folder that is already here.</source>
        <translation>%1 是指回已在此处的文件夹的链接。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be opened: %2.</source>
        <translation>无法打开文件夹 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is a link that leads round in a circle.</source>
        <translation>%1 是绕圈的链接。</translation>
    </message>
    <message>
        <source>%1 is a link to something that is not there.</source>
        <translation>%1 是指向不存在内容的链接。</translation>
    </message>
    <message>
        <source>%1 has a name in an unknown encoding. Rename it, then try again.</source>
        <translation>%1 的名称编码不明。请改名后再试。</translation>
    </message>
    <message>
        <source>%1 is a pipe or a device, not a file.</source>
        <translation>%1 是管道或设备，不是文件。</translation>
    </message>
    <message>
        <source>%1 is not an IDX file.</source>
        <translation>%1 不是 IDX 文件。</translation>
    </message>
    <message>
        <source>%1 holds values of an unknown type (0x%2).</source>
        <translation>%1 的数值类型不明（0x%2）。</translation>
    </message>
    <message>
        <source>%1 says it has %2 dimensions; pictures have 3, labels 1.</source>
        <translation>%1 声称有 %2 个维度；图片有 3 个，标签有 1 个。</translation>
    </message>
    <message>
        <source>%1 stores its values as numbers of another kind; only bytes (0 to 255) can be read.</source>
        <translation>%1 的数值是另一种类型；只能读取字节（0 到 255）。</translation>
    </message>
    <message>
        <source>%1 ends inside its header.</source>
        <translation>%1 在文件头内就结束了。</translation>
    </message>
    <message>
        <source>%1 says it holds more than any such file can.</source>
        <translation>%1 声称的内容超过这类文件的可能。</translation>
    </message>
    <message>
        <source>%1 goes on after its last entry: expected %2 bytes.</source>
        <translation>%1 在最后一项之后还有内容：应为 %2 字节。</translation>
    </message>
    <message>
        <source>%1 ends early: expected %2 entries, got %3. Copy or download it again.</source>
        <translation>%1 提前结束：应有 %2 项，实有 %3 项。请重新复制或下载。</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked: %2. Free some space, then try again.</source>
        <translation>%1 无法解开：%2。请腾出空间再试。</translation>
    </message>
    <message>
        <source>%1 is only a placeholder left by git-annex or Git LFS, not the data itself. Fetch it (git annex get, git lfs pull), then drop it again.</source>
        <translation>%1 只是 git-annex 或 Git LFS 留下的占位文件，不是数据本身。请取回它（git annex get、git lfs pull）再拖入。</translation>
    </message>
    <message>
        <source>%1 holds no pictures (it has %2 dimensions, pictures have 3).</source>
        <translation>%1 中没有图片（它有 %2 个维度，图片有 3 个）。</translation>
    </message>
    <message>
        <source>%1 says its pictures are %2 × %3 pixels, which cannot be read.</source>
        <translation>%1 声称图片为 %2 × %3 像素，无法读取。</translation>
    </message>
    <message>
        <source>%1 holds no labels.</source>
        <translation>%1 中没有标签。</translation>
    </message>
    <message>
        <source>%1 holds %2 labels, but %3 holds %4 pictures. Do they belong together?</source>
        <translation>%1 有 %2 个标签，而 %3 有 %4 张图片。它们是一对吗？</translation>
    </message>
    <message>
        <source>The prepared pictures in %1 are missing or damaged. Prepare the pictures again.</source>
        <translation>%1 中准备好的图片缺失或损坏。请重新准备图片。</translation>
    </message>
    <message>
        <source>There is no picture number %1.</source>
        <translation>没有第 %1 张图片。</translation>
    </message>
    <message>
        <source>%1 ends before the picture does. It was probably cut off while copying.</source>
        <translation>%1 在图片完整之前就结束了，可能是复制时被截断。</translation>
    </message>
    <message>
        <source>%1 is damaged: a checksum inside does not match.</source>
        <translation>%1 已损坏：内部校验和不符。</translation>
    </message>
    <message>
        <source>%1 is damaged and cannot be decoded.</source>
        <translation>%1 已损坏，无法解码。</translation>
    </message>
    <message>
        <source>%1 is %2 × %3 pixels; up to %4 million pixels and %5 on a side can be read. Reduce it first.</source>
        <translation>%1 有 %2 × %3 像素；最多可读取 %4 百万像素、每边 %5 像素。请先缩小。</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes).</source>
        <translation>%1 是空的（0 字节）。</translation>
    </message>
    <message>
        <source>%1 is an archive inside what was dropped. Drop it on its own.</source>
        <translation>%1 是所拖内容中的压缩包。请单独拖入。</translation>
    </message>
    <message>
        <source>%1 is not a picture of a kind that can be read (PNG, JPEG, WebP, BMP, GIF, TIFF).</source>
        <translation>%1 不是可读取的图片类型（PNG、JPEG、WebP、BMP、GIF、TIFF）。</translation>
    </message>
    <message>
        <source>%1 is not in the archive any more.</source>
        <translation>%1 已不在压缩包中。</translation>
    </message>
    <message>
        <source>%1 is not in the file any more.</source>
        <translation>%1 已不在文件中。</translation>
    </message>
    <message>
        <source>The resolution must be 28, 32, 64, 128 or 256, not %1.</source>
        <translation>分辨率必须是 28、32、64、128 或 256，不能是 %1。</translation>
    </message>
    <message>
        <source>The share of pictures held out must lie between 0 and 0.9.</source>
        <translation>留出图片的比例必须在 0 到 0.9 之间。</translation>
    </message>
    <message>
        <source>Preparing pictures</source>
        <translation>正在准备图片</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another place.</source>
        <translation>无法创建文件夹 %1。请另选位置。</translation>
    </message>
    <message>
        <source>Drawing the sample set</source>
        <translation>正在绘制样例</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another folder or free some space.</source>
        <translation>无法写入 %1：%2。请另选文件夹或腾出空间。</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>Capriccio&apos;s built-in sample set, drawn by the program itself</source>
        <translation>Capriccio 的内置样例，由本程序绘制</translation>
    </message>
    <message>
        <source>CC0 1.0 (public domain)</source>
        <translation>CC0 1.0（公有领域）</translation>
    </message>
    <message>
        <source>%1 is %2 × %3 pixels; a picture needs at least %4 each way.</source>
        <translation>%1 为 %2 × %3 像素；图片每边至少需要 %4 像素。</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is.</source>
        <translation>%1 需要的内存超过现有内存。</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Looking for pictures</source>
        <translation>正在寻找图片</translation>
    </message>
    <message>
        <source>Reading pictures</source>
        <translation>正在读取图片</translation>
    </message>
    <message>
        <source>Comparing pictures</source>
        <translation>正在比较图片</translation>
    </message>
    <message>
        <source>%1 is damaged: “%2” is not where its directory says.</source>
        <translation>%1 已损坏：“%2”不在目录所说的位置。</translation>
    </message>
    <message>
        <source>%1 was not opened: its entries overlap, as in an archive built to do harm.</source>
        <translation>没有打开 %1：其中的条目互相重叠，像是有意制造危害的压缩包。</translation>
    </message>
    <message>
        <source>%1 is a link, not a picture.</source>
        <translation>%1 是链接，不是图片。</translation>
    </message>
    <message>
        <source>%1 is protected by a password. Unpack it first.</source>
        <translation>%1 受密码保护。请先解压。</translation>
    </message>
    <message>
        <source>%1 is packed in a way that cannot be read (method %2). Unpack it first.</source>
        <translation>%1 的压缩方式无法读取（方法 %2）。请先解压。</translation>
    </message>
    <message>
        <source>%1 is damaged inside the archive.</source>
        <translation>%1 在压缩包中已损坏。</translation>
    </message>
    <message>
        <source>%1 unpacks to more than %2, which no picture needs.</source>
        <translation>%1 解压后超过 %2，图片不需要这么大。</translation>
    </message>
    <message>
        <source>%1 holds %2 entries; up to %3 can be read. Drop it in parts.</source>
        <translation>%1 有 %2 个条目；最多可读取 %3 个。请分批拖入。</translation>
    </message>
    <message>
        <source>%1 was not opened: “%2” is both a link and a file in it.</source>
        <translation>没有打开 %1：其中的“%2”既是链接又是文件。</translation>
    </message>
    <message>
        <source>Looking for prepared pictures</source>
        <translation>正在寻找准备好的图片</translation>
    </message>
    <message>
        <source>The model&apos;s list of word pieces is damaged.</source>
        <translation>模型的词片列表已损坏。</translation>
    </message>
    <message>
        <source>The model&apos;s list of characters is damaged.</source>
        <translation>模型的字符列表已损坏。</translation>
    </message>
    <message>
        <source>The model&apos;s description of its tokens is damaged.</source>
        <translation>模型的词元说明已损坏。</translation>
    </message>
    <message>
        <source>row %1 is too long. Is a quote never closed?</source>
        <translation>第 %1 行太长。是否有引号没有闭合？</translation>
    </message>
    <message>
        <source>the quote that opens in row %1 is never closed.</source>
        <translation>第 %1 行打开的引号始终没有闭合。</translation>
    </message>
    <message>
        <source>row %1 has %2 columns where others have %3.</source>
        <translation>第 %1 行有 %2 列，其他行有 %3 列。</translation>
    </message>
    <message>
        <source>The number of word pieces must lie between 300 and 32,000, not %1.</source>
        <translation>词片数量必须在 300 到 32,000 之间，不能是 %1。</translation>
    </message>
    <message>
        <source>The share of text held out must lie between 0 and 0.5.</source>
        <translation>留出文本的比例必须在 0 到 0.5 之间。</translation>
    </message>
    <message>
        <source>The held-out part must begin between 0 and 1, or at -1 for the end.</source>
        <translation>留出部分的起点必须在 0 到 1 之间，或用 -1 表示末尾。</translation>
    </message>
    <message>
        <source>There is no text to train on. About %1 characters are needed, about a page and a half.</source>
        <translation>没有可供训练的文本。大约需要 %1 个字符，约一页半。</translation>
    </message>
    <message>
        <source>There are only %1 characters of text to train on. About %2 are needed; 100,000 make a model worth reading.</source>
        <translation>只有 %1 个字符可供训练。大约需要 %2 个；100,000 个才能得到值得一读的模型。</translation>
    </message>
    <message>
        <source>Reading texts</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>%1 Drop the texts again.</source>
        <translation>%1 请重新拖入文本。</translation>
    </message>
    <message>
        <source>Choosing what is held out</source>
        <translation>正在选择留出部分</translation>
    </message>
    <message>
        <source>There are only %1 sentences of 3 to 40 words. At least %2 are needed; 1,000 make a model worth reading.</source>
        <translation>只有 %1 个 3 到 40 词的句子。至少需要 %2 个；1,000 个才能得到值得一读的模型。</translation>
    </message>
    <message>
        <source>Counting characters</source>
        <translation>正在统计字符</translation>
    </message>
    <message>
        <source>Counting words</source>
        <translation>正在统计词语</translation>
    </message>
    <message>
        <source>Learning word pieces</source>
        <translation>正在学习词片</translation>
    </message>
    <message>
        <source>Saving the training text</source>
        <translation>正在保存训练文本</translation>
    </message>
    <message>
        <source>Turning text into tokens</source>
        <translation>正在把文本变成词元</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another one.</source>
        <translation>无法创建文件夹 %1。请另选一个。</translation>
    </message>
    <message>
        <source>The prepared text %1 is gone. Prepare the texts again.</source>
        <translation>准备好的文本 %1 不见了。请重新准备文本。</translation>
    </message>
    <message>
        <source>“Cities of the future”, written for Capriccio</source>
        <translation>《未来之城》，为 Capriccio 而写</translation>
    </message>
    <message>
        <source>CC0 1.0: no rights reserved</source>
        <translation>CC0 1.0：不保留任何权利</translation>
    </message>
    <message>
        <source>Looking for repeated passages</source>
        <translation>正在寻找重复段落</translation>
    </message>
    <message>
        <source>Looking for texts</source>
        <translation>正在寻找文本</translation>
    </message>
    <message>
        <source>Characters: in Chinese, Japanese and Korean a character is already a unit of meaning; this text has %1 different ones.</source>
        <translation>字符：在中文、日文和韩文里，一个字本身就有意义；这些文本有 %1 个不同的字。</translation>
    </message>
    <message>
        <source>Characters: with %1 characters of text there is too little of each word piece to learn from; letters are learned quickly.</source>
        <translation>字符：文本只有 %1 个字符，每个词片出现得太少，难以学会；字母学得快。</translation>
    </message>
    <message>
        <source>Word pieces: %1 characters are enough to learn %2 pieces, and the model looks back three to four times as far as with letters.</source>
        <translation>词片：%1 个字符足够学会 %2 个词片，模型回看的距离是用字母时的三到四倍。</translation>
    </message>
    <message>
        <source>%1 is not a text: it holds binary data.</source>
        <translation>%1 不是文本：它含有二进制数据。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB. Save it as plain text.</source>
        <translation>%1 大于 %2 MB。请另存为纯文本。</translation>
    </message>
    <message>
        <source>%1 is no text: .txt, .md, .html, .json, .csv, .tsv and .zip are read.</source>
        <translation>%1 不是文本：可读取 .txt、.md、.html、.json、.csv、.tsv 和 .zip。</translation>
    </message>
    <message>
        <source>%1 is an archive inside an archive. Unpack it first.</source>
        <translation>%1 是压缩包里的压缩包。请先解开。</translation>
    </message>
    <message>
        <source>%1 holds no text.</source>
        <translation>%1 里没有文本。</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>无法使用 %1：%2</translation>
    </message>
    <message>
        <source>A temporary file cannot be written: %1. Free some space.</source>
        <translation>无法写入临时文件：%1。请腾出一些空间。</translation>
    </message>
    <message>
        <source>The training text %1 cannot be read.</source>
        <translation>无法读取训练文本 %1。</translation>
    </message>
    <message>
        <source>Melody</source>
        <translation>旋律</translation>
    </message>
    <message>
        <source>Chords</source>
        <translation>和弦</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB. Split it into several files.</source>
        <translation>%1 大于 %2 MB。请拆成几个文件。</translation>
    </message>
    <message>
        <source>Tune %1 of %2 (line %3) has no K: field, so its music does not begin. Add its key, for example K:C.</source>
        <translation>%2 的第 %1 首（第 %3 行）没有 K: 字段，音乐无从开始。请加上调，例如 K:C。</translation>
    </message>
    <message>
        <source>Tune %1 of %2 (line %3) has no notes. Write them below its K: field.</source>
        <translation>%2 的第 %1 首（第 %3 行）没有音符。请写在 K: 字段下面。</translation>
    </message>
    <message>
        <source>%1 holds no ABC tune: none of its lines begins with X: and a number. Add X:1 before the tune.</source>
        <translation>%1 中没有 ABC 乐曲：没有一行以 X: 加编号开头。请在乐曲前加上 X:1。</translation>
    </message>
    <message>
        <source>Only the first %1 tracks are read.</source>
        <translation>只读取前 %1 条音轨。</translation>
    </message>
    <message>
        <source>What comes after 65,536 quarters is left out.</source>
        <translation>65,536 个四分音符之后的内容已略去。</translation>
    </message>
    <message>
        <source>%1 is no music: .mid, .midi, .kar, .rmi, .abc and .zip are read.</source>
        <translation>%1 不是音乐：可读取 .mid、.midi、.kar、.rmi、.abc 和 .zip。</translation>
    </message>
    <message>
        <source>All tracks: there are only drums, and no melody to learn.</source>
        <translation>全部音轨：只有鼓，没有可学的旋律。</translation>
    </message>
    <message>
        <source>The melody, in sixteenths: %1 % of the notes begin on one.</source>
        <translation>旋律，以十六分音符为网格：%1 % 的音符起于网格。</translation>
    </message>
    <message>
        <source>The melody, in sixteenths and triplets: %1 % of the notes begin on one, %2 % on sixteenths alone.</source>
        <translation>旋律，以十六分音符和三连音为网格：%1 % 的音符起于网格，只用十六分音符时为 %2 %。</translation>
    </message>
    <message>
        <source>The melody, in the finest grid: %1 % of the notes begin on it, %2 % on sixteenths. It was played rather than written.</source>
        <translation>旋律，以最细的网格：%1 % 的音符起于网格，十六分音符为 %2 %。它更像是演奏而非谱写的。</translation>
    </message>
    <message>
        <source>Looking for tunes</source>
        <translation>正在寻找乐曲</translation>
    </message>
    <message>
        <source>Reading tunes</source>
        <translation>正在读取乐曲</translation>
    </message>
    <message>
        <source>%1 has no notes. Leave it out, or get another copy.</source>
        <translation>%1 没有音符。请去掉它，或换一份文件。</translation>
    </message>
    <message>
        <source>Composing tunes</source>
        <translation>正在作曲</translation>
    </message>
    <message>
        <source>Capriccio&apos;s built-in tunes, composed by rules</source>
        <translation>Capriccio 自带的乐曲，按规则谱成</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s) without an end last to the end of the tune.</source>
        <translation>
            <numerusform>%n 个没有结尾的音符延续到曲终。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) of notes that never began left out.</source>
        <translation>
            <numerusform>略去 %n 个从未开始的音符的结尾。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that no MIDI file may hold left out.</source>
        <translation>
            <numerusform>略去 %n 条 MIDI 文件不应含有的消息。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) announced but not there.</source>
        <translation>
            <numerusform>有 %n 条音轨已声明但不存在。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n endless silence(s) shortened.</source>
        <translation>
            <numerusform>缩短 %n 处过长的空白。</numerusform>
        </translation>
    </message>
    <message>
        <source>A quarter can have 4, 12 or 24 places, not %1.</source>
        <translation>一个四分音符可以分为 4、12 或 24 个位置，而不是 %1 个。</translation>
    </message>
    <message>
        <source>Tunes can be learned up to 6 semitones away, not %1.</source>
        <translation>乐曲最多可以移调 6 个半音来学习，而不是 %1 个。</translation>
    </message>
    <message>
        <source>The share of tunes held out must lie between 0 and 0.5.</source>
        <translation>留出乐曲的比例必须在 0 到 0.5 之间。</translation>
    </message>
    <message>
        <source>An item can have 1 to 16 bars, not %1.</source>
        <translation>一个片段可以有 1 到 16 小节，而不是 %1 小节。</translation>
    </message>
    <message>
        <source>Turning tunes into events</source>
        <translation>正在把乐曲转成事件</translation>
    </message>
    <message>
        <source>Looking at tunes</source>
        <translation>正在查看乐曲</translation>
    </message>
    <message>
        <source>There are only %1 tunes with %2 notes to learn from. At least %3 tunes and %4 notes are needed; 100 tunes make a model worth hearing.</source>
        <translation>可供学习的只有 %1 首曲子、%2 个音符。至少需要 %3 首曲子和 %4 个音符；有 100 首，模型才值得一听。</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 以及另外 %2 处</translation>
    </message>
    <message>
        <source>The pictures in %1 are near-duplicates of one another; only one is left to learn from. Learn from near-duplicates too, or add other pictures.</source>
        <translation>%1 里的图片彼此近似重复；只剩下一张可供学习。请也学习近似重复的图片，或添加其他图片。</translation>
    </message>
    <message>
        <source>There is only one usable picture in %1.</source>
        <translation>%1 里只有一张可用的图片。</translation>
    </message>
    <message>
        <source>There is no usable picture in %1.</source>
        <translation>%1 里没有可用的图片。</translation>
    </message>
    <message>
        <source>Training needs at least two: choose more pictures (PNG, JPEG, WebP, BMP, GIF or TIFF).</source>
        <translation>训练至少需要两张：请选择更多图片（PNG、JPEG、WebP、BMP、GIF 或 TIFF）。</translation>
    </message>
    <message>
        <source>%1 is damaged, or in an encoding that was not found out: byte %2 begins no character. Choose the encoding, or have such bytes replaced: on the Data page, or with --encoding and --replace-invalid on the command line.</source>
        <translation>%1 已损坏，或者未能识别它的编码：字节 %2 处不是字符的开头。请选择编码，或让这样的字节被替换：在数据页上，或在命令行用 --encoding 和 --replace-invalid。</translation>
    </message>
    <message>
        <source>%1 of %2 tunes have no notes on track %3: of those the melody found by itself is learned.</source>
        <translation>%2 首曲子中有 %1 首在第 %3 轨上没有音符：这些曲子改为学习自动找到的旋律。</translation>
    </message>
    <message>
        <source>%1 of %2 tunes have no notes on the track chosen for them: of those the melody found by itself is learned.</source>
        <translation>%2 首曲子中有 %1 首在为其选定的音轨上没有音符：这些曲子改学自动找到的旋律。</translation>
    </message>
    <message>
        <source>%1 is an archive of a kind that cannot be read. Unpack it, or pack it as a .zip.</source>
        <translation>%1 是无法读取的一种压缩包。请解压，或改压成 .zip。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be read any more and were left out.</source>
        <translation>
            <numerusform>%n 张图片已无法读取，未包括在内。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has more than 16 bits a channel, which cannot be read. Save it with 8 or 16.</source>
        <translation>%1 的每个通道超过 16 位，无法读取。请另存为 8 位或 16 位。</translation>
    </message>
    <message>
        <source>%1 is a document with a layout. To train on its words, save it as plain text (.txt).</source>
        <translation>%1 是带排版的文档。想用其中的文字来训练，请先把它另存为纯文本 (.txt)。</translation>
    </message>
    <message>
        <source>%1 holds no text that would be found: lists of strings, objects with text, content, body or paragraphs, and pairs such as question and answer or source and target.</source>
        <translation>%1 里没有能找到的文字：会读取的是字符串列表，含有 text、content、body 或 paragraphs 的对象，以及 question 与 answer、source 与 target 这样的成对内容。</translation>
    </message>
    <message>
        <source>%1 was not opened: its entry “%2” points outside the archive. Pack the files again with plain names.</source>
        <translation>没有打开 %1：其中的条目“%2”指向压缩包之外。请用普通名称重新打包文件。</translation>
    </message>
    <message>
        <source>%1 ends too early: it was cut off while it was copied or downloaded. Copy or download it again.</source>
        <translation>%1 过早结束：它在复制或下载时被截断了。请重新复制或下载。</translation>
    </message>
    <message>
        <source>%1 is damaged: its compressed data are wrong. Copy or download it again.</source>
        <translation>%1 已损坏：其中的压缩数据有误。请重新复制或下载。</translation>
    </message>
    <message>
        <source>it has %1 columns. One column is a list of texts, two are source and target; of more, the first row has to call one “text”, or two “source” and “target”.</source>
        <translation>它有 %1 列。一列是文本列表，两列是原文与译文；列数更多时，第一行要把其中一列叫作“text”，或把两列叫作“source”和“target”。</translation>
    </message>
    <message>
        <source>There is nothing to learn from in %1. Choose pictures (PNG, JPEG, WebP, BMP, GIF, TIFF), texts (TXT, MD, HTML, JSON, CSV, TSV) or melodies (MID, KAR, ABC).</source>
        <translation>%1 里没有可以学习的东西。请选择图片（PNG、JPEG、WebP、BMP、GIF、TIFF）、文本（TXT、MD、HTML、JSON、CSV、TSV）或旋律（MID、KAR、ABC）。</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>建筑</translation>
    </message>
    <message>
        <source>birds</source>
        <translation>鸟</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>鱼</translation>
    </message>
    <message>
        <source>flowers</source>
        <translation>花</translation>
    </message>
    <message>
        <source>geometry</source>
        <translation>几何图形</translation>
    </message>
    <message>
        <source>landscapes</source>
        <translation>风景</translation>
    </message>
    <message>
        <source>leaves</source>
        <translation>树叶</translation>
    </message>
    <message>
        <source>still life</source>
        <translation>静物</translation>
    </message>
    <message>
        <source>There is no text to measure the model on. About %1 characters are needed, about a page and a half.</source>
        <translation>没有可用来测量模型的文本。大约需要 %1 个字符，约一页半。</translation>
    </message>
    <message>
        <source>There are only %1 characters of text to measure the model on. About %2 are needed.</source>
        <translation>可用来测量模型的文本只有 %1 个字符。大约需要 %2 个。</translation>
    </message>
    <message>
        <source>There are only %1 sentences of 3 to 40 words to measure the model on. At least %2 are needed.</source>
        <translation>可用来测量模型的 3 到 40 词的句子只有 %1 个。至少需要 %2 个。</translation>
    </message>
</context>
<context>
    <name>io</name>
    <message>
        <source>%1 cannot be read: %2 (track %3, byte %4). Open it in a music program and save it as MIDI again, or get another copy.</source>
        <translation>无法读取 %1：%2（第 %3 轨，第 %4 字节）。请在音乐软件中打开并重新存为 MIDI，或换一份文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2 (byte %3). Open it in a music program and save it as MIDI again, or get another copy.</source>
        <translation>无法读取 %1：%2（第 %3 字节）。请在音乐软件中打开并重新存为 MIDI，或换一份文件。</translation>
    </message>
    <message>
        <source>it breaks off in the middle of an event</source>
        <translation>在一个事件中间中断</translation>
    </message>
    <message>
        <source>a note or controller value is over 127</source>
        <translation>音符或控制器的值超过 127</translation>
    </message>
    <message>
        <source>a number has more than 4 bytes</source>
        <translation>一个数超过 4 个字节</translation>
    </message>
    <message>
        <source>an event is longer than its track</source>
        <translation>一个事件比所在音轨还长</translation>
    </message>
    <message>
        <source>there is no MIDI file in its RIFF wrapper</source>
        <translation>RIFF 容器里没有 MIDI 文件</translation>
    </message>
    <message>
        <source>%1 is not a MIDI file: it does not begin with MThd (byte 0). Open it in the program it comes from and export it as MIDI.</source>
        <translation>%1 不是 MIDI 文件：开头不是 MThd（第 0 字节）。请在生成它的软件中打开并导出为 MIDI。</translation>
    </message>
    <message>
        <source>its header has a wrong length</source>
        <translation>文件头长度不对</translation>
    </message>
    <message>
        <source>type %1 is unknown</source>
        <translation>未知类型 %1</translation>
    </message>
    <message>
        <source>its division of time is none</source>
        <translation>时间划分无效</translation>
    </message>
    <message>
        <source>its division of time is 0 ticks a quarter</source>
        <translation>时间划分为每四分音符 0 刻</translation>
    </message>
    <message>
        <source>the track is said to be %1 bytes long, and there are %2</source>
        <translation>音轨自称长 %1 字节，实际只有 %2</translation>
    </message>
    <message>
        <source>%1 holds no track (byte %2). Get another copy of the file.</source>
        <translation>%1 中没有音轨（第 %2 字节）。请换一份文件。</translation>
    </message>
    <message>
        <source>it breaks off at the beginning of the track</source>
        <translation>在音轨开头中断</translation>
    </message>
    <message>
        <source>data comes before any status</source>
        <translation>数据前没有状态字节</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB. Split it in a music program.</source>
        <translation>%1 大于 %2 MB。请在音乐软件中拆分。</translation>
    </message>
    <message>
        <source>The tune cannot be written as MIDI: %1.</source>
        <translation>乐曲无法写成 MIDI：%1。</translation>
    </message>
    <message>
        <source>a tempo of %1 microseconds a quarter</source>
        <translation>每四分音符 %1 微秒的速度</translation>
    </message>
    <message>
        <source>a metre of %1/%2</source>
        <translation>拍号 %1/%2</translation>
    </message>
    <message>
        <source>a key of %1 sharps</source>
        <translation>%1 个升号的调号</translation>
    </message>
    <message>
        <source>a text event of type %1</source>
        <translation>类型为 %1 的文本事件</translation>
    </message>
    <message>
        <source>track &quot;%1&quot; has a note at tick %2 with pitch %3, velocity %4, channel %5, duration %6</source>
        <translation>音轨“%1”在第 %2 刻有一个音符：音高 %3，力度 %4，通道 %5，时值 %6</translation>
    </message>
    <message>
        <source>track &quot;%1&quot; has a controller that is none at tick %2</source>
        <translation>音轨“%1”在第 %2 刻有一个无效的控制器</translation>
    </message>
    <message>
        <source>a division of %1 frames a second and %2 ticks a frame</source>
        <translation>每秒 %1 帧、每帧 %2 刻的划分</translation>
    </message>
    <message>
        <source>a division of %1 ticks a quarter</source>
        <translation>每四分音符 %1 刻的划分</translation>
    </message>
    <message>
        <source>%1 tracks</source>
        <translation>%1 条音轨</translation>
    </message>
    <message>
        <source>track &quot;%1&quot; has program %2</source>
        <translation>音轨“%1”的音色号为 %2</translation>
    </message>
</context>
<context>
    <name>networkShape</name>
    <message>
        <source>%1 cannot train at %2 pixels. It trains at: %3.</source>
        <translation>%1 不能以 %2 像素训练。它可用：%3。</translation>
    </message>
    <message>
        <source>%1 trains on grey pictures only. Prepare the pictures in grey.</source>
        <translation>%1 只能训练灰度图片。请把图片准备成灰度。</translation>
    </message>
    <message>
        <source>%1 does not describe a model this version can build.</source>
        <translation>%1 没有描述本版本能搭建的模型。</translation>
    </message>
    <message>
        <source>This model cannot train at %1 pixels.</source>
        <translation>这个模型不能以 %1 像素训练。</translation>
    </message>
    <message>
        <source>%1 does not draw pictures.</source>
        <translation>%1 不绘制图片。</translation>
    </message>
    <message>
        <source>%1 at %2 pixels needs a width of at least %3 channels, not %4.</source>
        <translation>%1 在 %2 像素时宽度至少需要 %3 个通道，而不是 %4。</translation>
    </message>
    <message>
        <source>%1 needs at least 2 pictures a step. Choose a batch size of 2 or more.</source>
        <translation>%1 每步至少需要 2 张图片。请把批大小设为 2 或更大。</translation>
    </message>
    <message>
        <source>%1 is a %2 model, which draws no pictures.</source>
        <translation>%1 是 %2 模型，不能绘制图片。</translation>
    </message>
</context>
<context>
    <name>pointFromSeed</name>
    <message>
        <source>The model has %1 classes; class %2 is not one of them.</source>
        <translation>模型有 %1 个类别；类别 %2 不在其中。</translation>
    </message>
</context>
<context>
    <name>sequenceShape</name>
    <message>
        <source>This model has a size that cannot be built: %1 layers, width %2, context %3, %4 tokens.</source>
        <translation>这个模型的尺寸无法搭建：%1 层，宽度 %2，上下文 %3，%4 个词元。</translation>
    </message>
    <message>
        <source>The width %1 cannot be shared among %2 heads evenly. Choose a multiple of twice the heads.</source>
        <translation>宽度 %1 不能平均分给 %2 个注意力头。请选头数两倍的倍数。</translation>
    </message>
    <message>
        <source>The width must be even, not %1.</source>
        <translation>宽度必须是偶数，不能是 %1。</translation>
    </message>
    <message>
        <source>It is a model of pictures.</source>
        <translation>它是图片模型。</translation>
    </message>
    <message>
        <source>%1 does not describe a text or music model this version can build. %2</source>
        <translation>%1 没有描述本版本能搭建的文本或音乐模型。%2</translation>
    </message>
</context>
<context>
    <name>system</name>
    <message>
        <source>permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>part of its path is not a folder</source>
        <translation>路径中有一部分不是文件夹</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>its links lead round in a circle</source>
        <translation>它的链接形成了循环</translation>
    </message>
    <message>
        <source>no space is left on the disk</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>你的磁盘配额已用完</translation>
    </message>
    <message>
        <source>the disk takes no file so large</source>
        <translation>磁盘存不下这么大的文件</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘是只读的</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>打开的文件太多</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>the disk or device reports an error</source>
        <translation>磁盘或设备报告错误</translation>
    </message>
    <message>
        <source>the network drive does not answer</source>
        <translation>网络驱动器没有响应</translation>
    </message>
</context>
</TS>
